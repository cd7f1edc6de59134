using System.CommandLine;
using Mantissa.Catalogue.Documentation;
using Mantissa.Cli.Formats;
using Mantissa.Training;
using Mantissa.Training.Formats.Calculation;
using Mantissa.Training.Formats.Flexpoint;

namespace Mantissa.Cli.Commands;

/// <summary><c>mantissa formats</c>: what the number formats are, and a calculator for them; needs no platform.</summary>
internal static class FormatsCommand
{
    public static Command Create() => new("formats", "Number formats: what they are, and what they make of numbers.")
    {
        List(), Show(), Quantize(), Autoflex(), Docs(),
    };

    private static Command List()
    {
        var command = new Command("list", "All formats, one a line.");
        command.SetAction(_ =>
        {
            var width = NumberFormats.Entries.Max(entry => string.Join(", ", entry.Offered).Length);
            foreach (var entry in NumberFormats.Entries)
                Console.WriteLine($"{string.Join(", ", entry.Offered).PadRight(width)}  {entry.BitsPerValue,2} bits  {entry.Summary}");
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("name") { Description = "A format, e.g. flex16+5" };
        var command = new Command("show", "The documentation of a format.") { name };
        command.SetAction(parsed => Guarded(() =>
            Console.Write(TerminalDocument.Render(FormatDocument.Write(NumberFormats.Find(parsed.GetRequiredValue(name))), !Console.IsOutputRedirected))));
        return command;
    }

    private static Command Quantize()
    {
        var format = new Option<string>("--format") { Description = "A format, e.g. flex16+5", HelpName = "F", Required = true };
        var rounding = new Option<string?>("--rounding") { Description = "nearestEven, stochastic, towardZero or floor [default: the format's]", HelpName = "R" };
        var seed = new Option<long>("--seed") { Description = "Seed of stochastic rounding", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "quantize",
            "Reads numbers, one tensor a line, and prints for each number, separated by tabs: the value stored, mantissa, exponent, error. "
            + "Numbers on one line share an exponent where the format shares one.") { format, rounding, seed };
        command.SetAction(async (parsed, token) => await GuardedAsync(() => new QuantizeLines(
            parsed.GetRequiredValue(format), Camel(parsed.GetValue(rounding)), parsed.GetValue(seed)).RunAsync(Console.In, Console.Out, Console.Error, token)));
        return command;
    }

    private static Command Autoflex()
    {
        var mode = new Option<AutoflexMode>("--mode") { Description = "How the exponent is predicted", HelpName = "ngraph|paper", DefaultValueFactory = _ => AutoflexMode.Paper };
        var bits = Ranged("--bits", "Mantissa bits N, sign included", 16, 4, 24);
        var exponentBits = Ranged("--exponent-bits", "Exponent bits M", 5, 3, 8);
        var json = new Option<bool>("--json") { Description = "Answer in JSON, one object a line" };
        var command = new Command(
            "autoflex",
            """Reads touches of one tensor, one JSON object a line ({"op":"assign","values":[…]} by the host, {"op":"kernel","values":[…]}, {"op":"reset"}), and answers each at once.""")
        { mode, bits, exponentBits, json };
        command.SetAction(async (parsed, token) => await GuardedAsync(() => new AutoflexLines(
            parsed.GetValue(bits), parsed.GetValue(exponentBits), parsed.GetValue(mode), parsed.GetValue(json)).RunAsync(Console.In, Console.Out, Console.Error, token)));
        return command;
    }

    private static Command Docs()
    {
        var command = new Command("docs", "Writes docs/formats from what the formats say about themselves.");
        command.SetAction(_ =>
        {
            var folder = Directory.CreateDirectory(Path.Combine(BuiltCheckout.Find().Home, "docs", "formats"));
            foreach (var entry in NumberFormats.Entries)
                File.WriteAllText(Path.Combine(folder.FullName, FormatDocument.FileName(entry)), FormatDocument.Write(entry));
            File.WriteAllText(Path.Combine(folder.FullName, "README.md"), FormatDocument.WriteIndex(NumberFormats.Entries));
            Console.WriteLine($"{NumberFormats.Entries.Count} pages are in {folder.FullName}.");
        });
        return command;
    }

    private static Option<int> Ranged(string name, string description, int usual, int from, int to)
    {
        var option = new Option<int>(name) { Description = $"{description}, {from} to {to}", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() is var value && (value < from || value > to))
                result.AddError($"{name} is {value}; it has to be from {from} to {to}.");
        });
        return option;
    }

    /// <summary>People also write nearest-even.</summary>
    private static string? Camel(string? rounding) => rounding is null
        ? null
        : string.Concat(rounding.Split('-').Select((word, i) => i == 0 || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (TrainingInputException problem)
        {
            throw new ProblemException(problem.Message);
        }
    }

    private static async Task<int> GuardedAsync(Func<Task<bool>> action)
    {
        try
        {
            return await action() ? 0 : 1;
        }
        catch (TrainingInputException problem)
        {
            throw new ProblemException(problem.Message);
        }
    }
}
