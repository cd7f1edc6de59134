using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Training.Formats.Flexpoint;

namespace Mantissa.Cli.Formats;

/// <summary>
/// Reads touches of one Flexpoint tensor as JSON, one a line, and answers each at once with what the tensor holds afterwards. A line that
/// is wrong is told and leaves the tensor as it is.
/// </summary>
internal sealed class AutoflexLines(int bits, int exponentBits, AutoflexMode mode, bool json)
{
    private const string Remedy = """write {"op":"assign","values":[…]}, {"op":"kernel","values":[…]} or {"op":"reset"}""";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>Whether every line was a touch.</returns>
    public async Task<bool> RunAsync(TextReader input, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var (tensor, good) = (Fresh(), true);
        for (var line = 1; await input.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            try
            {
                var (operation, values) = Read(text);
                if (operation == "reset")
                {
                    tensor = Fresh();
                    continue;
                }

                var touch = operation == "assign" ? tensor.Assign(values) : tensor.Kernel(values);
                await output.WriteLineAsync(json ? Json(touch) : Words(touch));
                await output.FlushAsync(cancellationToken);
            }
            catch (ProblemException problem)
            {
                await errors.WriteLineAsync($"line {line}: {problem.Message}");
                good = false;
            }
        }

        return good;
    }

    private FlexpointTensor Fresh() => new(bits, exponentBits, new FlexpointOptions { Autoflex = mode });

    private static (string Operation, float[] Values) Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } touch)
                throw new ProblemException($"a touch is a JSON object, not {Kind(document.RootElement)}: {Remedy}");
            if (!touch.TryGetProperty("op", out var op))
                throw new ProblemException($"\"op\" is missing: {Remedy}");
            var operation = op.ValueKind == JsonValueKind.String ? op.GetString()! : op.GetRawText();
            if (operation is not ("assign" or "kernel" or "reset"))
                throw new ProblemException($"\"op\" is '{operation}', which is not an operation: {Remedy}");
            var allowed = operation == "reset" ? (string[])["op"] : ["op", "values"];
            if (touch.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !allowed.Contains(name)) is { } unknown)
                throw new ProblemException($"\"{unknown}\" is not a field of {operation}: {Remedy}");
            return (operation, operation == "reset" ? [] : Values(touch));
        }
        catch (JsonException exception)
        {
            throw new ProblemException($"this is not JSON (at byte {exception.BytePositionInLine + 1}; NaN and infinities cannot be written in it): {Remedy}");
        }
    }

    private static float[] Values(JsonElement touch)
    {
        if (!touch.TryGetProperty("values", out var list))
            throw new ProblemException($"\"values\" is missing: {Remedy}");
        if (list.ValueKind != JsonValueKind.Array)
            throw new ProblemException($"\"values\" is {Kind(list)}; it has to be an array of numbers, e.g. [1, 2.5]");
        if (list.GetArrayLength() == 0)
            throw new ProblemException("\"values\" is empty; a touch writes at least one number");
        return [.. list.EnumerateArray().Select((value, i) => value.ValueKind == JsonValueKind.Number && (float)value.GetDouble() is var number && float.IsFinite(number)
            ? number
            : throw new ProblemException($"\"values[{i}]\" is {value.GetRawText()}; it has to be a number that FP32 holds, of magnitude 3.4e38 at most"))];
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => element.GetRawText(),
    };

    private static string Json(FlexpointTouch touch) => new JsonObject
    {
        ["values"] = new JsonArray([.. touch.Values.Select(value => JsonValue.Create((double)value))]),
        ["mantissas"] = new JsonArray([.. touch.Mantissas.Select(mantissa => JsonValue.Create(mantissa))]),
        ["dec"] = -touch.Exponent,
        ["kappa"] = Math.ScaleB(1, touch.Exponent),
        ["gamma"] = touch.Gamma,
        ["overflow"] = touch.Overflow,
        ["initialized"] = touch.Initialised,
    }.ToJsonString();

    private static string Words(FlexpointTouch touch) => FormattableString.Invariant(
        $"κ = 2^{touch.Exponent}  Γ = {touch.Gamma}{(touch.Overflow ? " (overflow)" : "")}  {string.Join("  ", touch.Values.Zip(touch.Mantissas, (value, m) => FormattableString.Invariant($"{(double)value:R} = {m}·κ")))}");
}
