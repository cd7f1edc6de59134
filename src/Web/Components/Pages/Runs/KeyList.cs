namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>Fields of the query language with commas between; a comma inside backticks belongs to a name.</summary>
internal static class KeyList
{
    public static IReadOnlyList<string> Read(string text)
    {
        var keys = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '`')
                quoted = !quoted;
            if (i < text.Length && (text[i] != ',' || quoted))
                continue;
            if (text[start..i].Trim() is { Length: > 0 } key)
                keys.Add(key);
            start = i + 1;
        }

        return keys;
    }
}
