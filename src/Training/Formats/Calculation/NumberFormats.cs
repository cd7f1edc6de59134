using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Formats.Hardware;

namespace Mantissa.Training.Formats.Calculation;

/// <summary>The formats of this version by name, for calculating without a session: nothing here loads the tensor library.</summary>
public static class NumberFormats
{
    private const string Rounding = "rounding";

    /// <summary>What each family says about itself, in the order of their names.</summary>
    public static IReadOnlyList<FormatEntry> Entries { get; } =
        [.. Registry.All<NumberFormat>().Select(format => format.Entry).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    /// <summary>The family that a name belongs to.</summary>
    /// <exception cref="TrainingInputException">There is none.</exception>
    public static FormatEntry Find(string name) => Open(name).Format.Entry;

    /// <summary>Stores one tensor that was never stored before.</summary>
    /// <param name="name">A member of a family, e.g. <c>flex16+5</c>.</param>
    /// <param name="values">The tensor; NaN and infinities are treated as the format does.</param>
    /// <param name="rounding">As the option is written, e.g. <c>nearestEven</c>; <see langword="null"/> for the format's default.</param>
    /// <param name="seed">Of stochastic rounding.</param>
    /// <exception cref="TrainingInputException">There is no such format or rounding, or the format does not let one choose.</exception>
    public static CalculatedTensor Calculate(string name, ReadOnlySpan<float> values, string? rounding = null, long seed = 1)
    {
        var (format, numbers) = Open(name);
        var options = new JsonObject();
        if (rounding is not null && RoundingsOf(format.Entry).Count == 0)
            throw new TrainingInputException("formatOptions.rounding", $"'{name}' does not let one choose how it rounds: leave the rounding out.");
        if (rounding is not null)
            options[Rounding] = rounding;
        return format.Calculate(numbers, options, values, seed);
    }

    /// <summary>What hardware that computes in a format multiplies and moves; <see langword="null"/> when there is no such format.</summary>
    public static FormatHardware? Hardware(string name)
    {
        foreach (var format in Registry.All<NumberFormat>())
            if (FormatName.TryParse(format.Entry, name, out var numbers))
                return format.Hardware(numbers);
        return null;
    }

    /// <summary>The roundings that a format offers; empty where there is nothing to choose.</summary>
    public static IReadOnlyList<string> RoundingsOf(FormatEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Parameters.FirstOrDefault(parameter => parameter.Name == Rounding)?.Choices ?? [];
    }

    private static (NumberFormat Format, IReadOnlyList<int> Numbers) Open(string name)
    {
        foreach (var format in Registry.All<NumberFormat>())
            if (FormatName.TryParse(format.Entry, name, out var numbers))
                return (format, numbers);
        var known = string.Join(", ", Entries.Select(entry => entry.Family == entry.Name ? entry.Name : $"{entry.Family} (e.g. {entry.Name})"));
        var ranges = string.Join("; ", Entries.SelectMany(entry => entry.Numbers, (entry, number) => $"{number.Symbol} of {entry.Family} is {number.Minimum} to {number.Maximum}"));
        throw new TrainingInputException("format", $"There is no format '{name}'. There are {known}; {ranges}.");
    }
}
