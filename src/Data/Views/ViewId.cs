using System.Text;

namespace Mantissa.Data.Views;

/// <summary>Ids of views as addresses show them: the letters and digits of a name with dashes between.</summary>
internal static class ViewId
{
    private const int Longest = 60;

    public static string Of(string name)
    {
        var id = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (id.Length == Longest)
                break;
            if (char.IsAsciiLetterOrDigit(letter))
                id.Append(letter);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        return id.ToString().TrimEnd('-') is { Length: > 0 } made ? made : "view";
    }

    /// <summary>The id and, for when it is taken, those after it.</summary>
    public static IEnumerable<string> From(string first) => Enumerable.Range(1, int.MaxValue - 1).Select(i => i == 1 ? first : $"{first}-{i}");
}
