using Mantissa.Catalogue.Validation;

namespace Mantissa.Data;

/// <summary>What holds for the texts of everything that people make and name.</summary>
internal static class DraftText
{
    /// <param name="errors">Gets what is wrong.</param>
    /// <param name="what">What has the name, e.g. "A view".</param>
    /// <param name="name">The name.</param>
    /// <param name="longest">Characters that it may have.</param>
    public static void CheckName(this List<FieldError> errors, string what, string name, int longest)
    {
        if (string.IsNullOrWhiteSpace(name))
            errors.Add(new("name", name, $"{what} needs a name, by which people find it."));
        else if (name.Any(char.IsControl))
            errors.Add(new("name", null, "A name may not contain control characters."));
        errors.Limit("name", "A name", name, longest);
    }

    /// <param name="errors">Gets what is wrong.</param>
    /// <param name="field">The field that has the text.</param>
    /// <param name="what">What the text is, e.g. "A query".</param>
    /// <param name="text">The text.</param>
    /// <param name="longest">Characters that it may have.</param>
    public static void Limit(this List<FieldError> errors, string field, string what, string text, int longest)
    {
        if (text.Length > longest)
            errors.Add(new(field, null, $"{what} may have at most {longest:N0} characters, not {text.Length:N0}."));
        else if (text.Contains('\0', StringComparison.Ordinal))
            errors.Add(new(field, null, $"{what} may not contain the character U+0000."));
    }
}
