using System.Globalization;
using Mantissa.Training;
using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Web.Components.Pages.Formats;

/// <summary>What a format makes of the numbers that somebody typed, or why it makes nothing of them.</summary>
public sealed class Calculation
{
    /// <summary>Numbers that are looked at: a page is not the place for a tensor.</summary>
    public const int Limit = 64;

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ';'];

    public IReadOnlyList<Row> Rows { get; private init; } = [];

    /// <summary>A sentence for the person who typed.</summary>
    public string? Error { get; private init; }

    /// <param name="format">A member of a family.</param>
    /// <param name="text">Decimal numbers with spaces between them: one tensor.</param>
    /// <param name="rounding">As the option is written, or <see langword="null"/>.</param>
    public static Calculation Of(string format, string text, string? rounding)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > Limit)
            return new() { Error = $"These are {words.Length} numbers; this page takes {Limit}. ./mantissa formats quantize takes any number." };
        var given = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out given[i]) || !float.IsFinite((float)given[i]))
                return new() { Error = $"'{words[i]}' is not a number that FP32 holds. Write decimal numbers with spaces between them." };
        try
        {
            var stored = NumberFormats.Calculate(format, [.. given.Select(value => (float)value)], rounding);
            return new() { Rows = [.. given.Select((value, i) => new Row(words[i], value, stored.Values[i], stored.SetOf(i)))] };
        }
        catch (TrainingInputException problem)
        {
            return new() { Error = problem.Message };
        }
    }

    public static Calculation Wrong(string error) => new() { Error = error };

    /// <summary>One number and what became of it.</summary>
    /// <param name="Text">As it was typed.</param>
    /// <param name="Given">The number typed.</param>
    /// <param name="Stored">The number stored.</param>
    /// <param name="Set">What it was chosen from.</param>
    public sealed record Row(string Text, double Given, double Stored, ValueSet Set)
    {
        public bool IsFinite => double.IsFinite(Stored);

        public double Error => Stored - Given;
    }
}
