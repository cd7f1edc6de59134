namespace Mantissa.Catalogue.Validation;

/// <summary>Words for "did you mean": the known name nearest to what was typed.</summary>
public static class Suggestion
{
    private const int NamesListed = 12;

    /// <summary>The known names in words, led by the likely one: " Did you mean 'resnet'? Known: alexnet, resnet."</summary>
    public static string For(string given, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            return "";
        var nearest = names.MinBy(name => Distance(given, name))!;
        var likely = Distance(given, nearest) <= Math.Max(2, nearest.Length / 3) ? $" Did you mean '{nearest}'?" : "";
        var list = string.Join(", ", names.Take(NamesListed)) + (names.Count > NamesListed ? ", …" : "");
        return $"{likely} Known: {list}.";
    }

    /// <summary>Levenshtein distance without regard to case, on at most 64 characters: names are short, input need not be.</summary>
    private static int Distance(string a, string b)
    {
        var (s, t) = (Shorten(a), Shorten(b));
        var row = Enumerable.Range(0, t.Length + 1).ToArray();
        for (var i = 1; i <= s.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= t.Length; j++)
            {
                var substituted = diagonal + (s[i - 1] == t[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[t.Length];
    }

    private static string Shorten(string text) => (text.Length > 64 ? text[..64] : text).ToLowerInvariant();
}
