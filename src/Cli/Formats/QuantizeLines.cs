using System.Globalization;
using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Cli.Formats;

/// <summary>
/// Reads tensors, one a line, and prints one line for each number: the value stored, its mantissa and exponent (value = m · 2ᵉ), and the
/// error. An empty line is an empty tensor, which prints nothing.
/// </summary>
internal sealed class QuantizeLines(string format, string? rounding, long seed)
{
    /// <returns>Whether every line was a tensor.</returns>
    public async Task<bool> RunAsync(TextReader input, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        // A wrong name or rounding is told before anybody types a number.
        NumberFormats.Calculate(format, [], rounding, seed);
        var good = true;
        for (var line = 1; await input.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            var numbers = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var given = new double[numbers.Length];
            var wrong = -1;
            for (var i = numbers.Length - 1; i >= 0; i--)
                wrong = TryRead(numbers[i], out given[i]) ? wrong : i;
            if (wrong >= 0)
            {
                await errors.WriteLineAsync($"line {line}: '{numbers[wrong]}' is not a number; write decimal numbers (or NaN, inf, -inf) with spaces between them");
                good = false;
                continue;
            }

            float[] values = [.. given.Select(value => (float)value)];
            var stored = NumberFormats.Calculate(format, values, rounding, seed);
            for (var i = 0; i < values.Length; i++)
                await output.WriteLineAsync(Describe(given[i], stored.Values[i], stored.SetOf(i)));
            await output.FlushAsync(cancellationToken);
        }

        return good;
    }

    private static string Describe(double given, double value, ValueSet set) => double.IsFinite(value)
        ? string.Create(CultureInfo.InvariantCulture, $"{value:R}\t{set.MantissaOf(value)}\t{set.ExponentOf(value)}\t{value - given:R}")
        : string.Create(CultureInfo.InvariantCulture, $"{value:R}\t-\t-\t-");

    private static bool TryRead(string number, out double value)
    {
        (var known, value) = number.ToUpperInvariant() switch
        {
            "INF" or "+INF" or "INFINITY" => (true, double.PositiveInfinity),
            "-INF" or "-INFINITY" => (true, double.NegativeInfinity),
            "NAN" => (true, double.NaN),
            _ => (false, 0),
        };
        return known || double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
