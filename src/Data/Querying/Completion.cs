namespace Mantissa.Data.Querying;

/// <summary>Ways to go on with a query that is being typed.</summary>
public static class Completion
{
    private const int MostOffers = 12;

    /// <summary>The text with its last word completed, in each way that the known fields allow.</summary>
    public static IReadOnlyList<string> Of(string text, QueryFields fields)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(fields);
        var start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or '/' or '-' or '`'))
            start--;
        var word = text[start..].Replace("`", "", StringComparison.Ordinal);
        if (word.Length == 0)
            return [];
        return
        [
            .. fields.Attributes.Select(attribute => attribute.Name)
                .Concat(Names("metrics.", fields.Metrics)).Concat(Names("params.", fields.Parameters)).Concat(Names("tags.", fields.Tags))
                .Where(name => Fits(name, word))
                .Take(MostOffers)
                .Select(name => text[..start] + name),
        ];
    }

    private static IEnumerable<string> Names(string kind, IEnumerable<NamedField> fields) =>
        fields.OrderByDescending(field => field.Runs).Select(field => kind + FieldText.Quoted(field.Name));

    /// <summary>By its beginning, or, for those who know a metric by its last part, anywhere in the name.</summary>
    private static bool Fits(string name, string word)
    {
        var plain = name.Replace("`", "", StringComparison.Ordinal);
        return plain != word && (plain.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            || (word.Length > 2 && plain.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
