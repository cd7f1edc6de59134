namespace Mantissa.Catalogue.Validation;

/// <summary>What people write on a run, at submission or later: its name, notes and tags. None of it decides the result.</summary>
public static class RunDescription
{
    public const int LongestName = 200;
    public const int LongestNotes = 20_000;
    public const int LongestTagKey = 250;
    public const int LongestTagValue = 5_000;
    public const int MostTags = 200;

    /// <summary>What is wrong with any of it; nothing is required.</summary>
    public static IReadOnlyList<FieldError> Check(string? name, string? notes, IReadOnlyDictionary<string, string>? tags) =>
        [.. CheckName(name), .. CheckNotes(notes), .. CheckTags(tags)];

    public static IEnumerable<FieldError> CheckName(string? name)
    {
        if (name?.Length > LongestName)
            yield return new("name", ParameterCheck.Excerpt(name), $"The name may have at most {LongestName} characters, not {name.Length:N0}.");
        if (name?.Any(char.IsControl) == true)
            yield return new("name", null, "The name may not contain control characters.");
    }

    public static IEnumerable<FieldError> CheckNotes(string? notes)
    {
        if (notes?.Length > LongestNotes)
            yield return new("notes", null, $"Notes may have at most {LongestNotes:N0} characters, not {notes.Length:N0}.");
        if (notes?.Contains('\0', StringComparison.Ordinal) == true)
            yield return new("notes", null, "Notes may not contain the character NUL.");
    }

    public static IEnumerable<FieldError> CheckTags(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
            yield break;
        if (tags.Count > MostTags)
            yield return new("tags", null, $"A run may have at most {MostTags} tags, not {tags.Count:N0}.");
        foreach (var (key, _) in tags.Where(tag => !IsTag(tag.Key, tag.Value)).Take(3))
        {
            yield return new(
                "tags", ParameterCheck.Excerpt(key),
                $"A tag needs a key of 1 to {LongestTagKey} characters and a value of at most {LongestTagValue:N0}, without the character NUL.");
        }
    }

    private static bool IsTag(string key, string? value) =>
        key.Length is > 0 and <= LongestTagKey && value is { Length: <= LongestTagValue }
        && !key.Contains('\0', StringComparison.Ordinal) && !value.Contains('\0', StringComparison.Ordinal);
}
