using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats;

namespace Mantissa.Training.Tests.Formats;

internal static class FormatSessions
{
    /// <summary>Every member of every discovered family that is offered in forms.</summary>
    public static IReadOnlyList<string> Members { get; } = [.. Registry.All<NumberFormat>().SelectMany(format => format.Entry.Offered)];

    public static TheoryData<string> Offered => [.. Members];

    /// <summary>The default member of every discovered family.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. Registry.All<NumberFormat>().Select(format => format.Entry.Name)];

    public static FormatSession Create(string name, JsonObject? options = null, long seed = 1)
    {
        foreach (var format in Registry.All<NumberFormat>())
            if (FormatName.TryParse(format.Entry, name, out var numbers))
                return format.CreateSession(numbers, options ?? [], seed);
        throw new ArgumentException($"No format is called '{name}'.", nameof(name));
    }
}
