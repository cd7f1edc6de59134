using System.Globalization;

namespace Mantissa.Web.Submission;

/// <summary>Seeds as a person writes them: <c>1, 2, 7</c> or <c>1-5</c>.</summary>
public static class SeedList
{
    private const int Most = 1000;

    /// <summary>Reads the seeds; <paramref name="problem"/> says what cannot be read, for a person.</summary>
    public static bool TryParse(string text, out IReadOnlyList<long> seeds, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new List<long>();
        seeds = read;
        problem = null;
        foreach (var part in text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '–'], 2);
            var readable = TryRead(ends[0], out var first) & TryRead(ends[^1], out var last);
            if (!readable)
                problem = $"'{part}' is not a seed. Write whole numbers such as 1, 2, 3 or a range such as 1-5.";
            else if (last < first)
                problem = $"The range {part} runs backwards.";
            else if (last - first >= Most || read.Count + (last - first) >= Most)
                problem = $"That is more than {Most:N0} seeds.";
            if (problem is not null)
                return false;
            for (var seed = first; seed <= last; seed++)
                read.Add(seed);
        }

        return true;
    }

    private static bool TryRead(string text, out long seed) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
