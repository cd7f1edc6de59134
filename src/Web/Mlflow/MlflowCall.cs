using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mantissa.Web.Mlflow;

/// <summary>
/// The arguments of a call, from the query of a GET and from the JSON body of everything else. As protocol buffers in JSON are read: unknown
/// fields mean nothing, a whole number may be a text, and a number may be <c>"NaN"</c> or <c>"Infinity"</c>.
/// </summary>
internal sealed class MlflowCall
{
    private readonly JsonObject _fields;

    private MlflowCall(JsonObject fields, long length)
    {
        _fields = fields;
        Length = length;
    }

    /// <summary>Bytes of the body.</summary>
    public long Length { get; }

    public static async ValueTask<MlflowCall?> BindAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
            return new(FromQuery(context.Request.Query), 0);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new(body.Length == 0 ? [] : FromBody(body.ToArray()), body.Length);
    }

    public string? Text(string name) => _fields[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString(),
        _ => throw Wrong(name, "a text"),
    };

    /// <summary>A text that may not be empty.</summary>
    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw MlflowError.Invalid($"Missing value for required parameter '{name}'.");

    public long? Int64(string name) => _fields[name] switch
    {
        null => null,
        JsonValue value when long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.GetValue<double>() is var number && number == Math.Truncate(number) && Math.Abs(number) < 1L << 53 =>
            (long)number,
        _ => throw Wrong(name, "a whole number of 64 bits"),
    };

    public double RequiredDouble(string name) => _fields[name] switch
    {
        null => throw MlflowError.Invalid($"Missing value for required parameter '{name}'."),
        JsonValue value when Parse(value.ToString()) is { } number => number,
        _ => throw Wrong(name, "a number"),
    };

    /// <summary>The calls that a list holds, each with fields of its own.</summary>
    public IReadOnlyList<MlflowCall> List(string name) => Items(name)
        .Select(item => item is JsonObject fields ? new MlflowCall(fields, 0) : throw Wrong(name, "a list of objects")).ToList();

    public IReadOnlyList<string> Texts(string name) => Items(name)
        .Select(item => item is JsonValue value ? value.ToString() : throw Wrong(name, "a list of texts")).ToList();

    private JsonArray Items(string name) => _fields[name] switch
    {
        null => [],
        JsonArray items => items,
        JsonValue value => [value.DeepClone()],
        _ => throw Wrong(name, "a list"),
    };

    private static double? Parse(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    private static MlflowError Wrong(string name, string expected) => MlflowError.Invalid($"The value of parameter '{name}' is not {expected}.");

    private static JsonObject FromQuery(IQueryCollection query)
    {
        var fields = new JsonObject();
        foreach (var (name, values) in query)
            fields[name] = values.Count == 1 ? values[0] : new JsonArray([.. values.Select(value => (JsonNode?)value)]);
        return fields;
    }

    private static JsonObject FromBody(byte[] body)
    {
        try
        {
            // The last of two fields of the same name counts, as everywhere that MLflow runs.
            using var document = JsonDocument.Parse(body);
            return Copy(document.RootElement) as JsonObject ?? throw MlflowError.Bad("The body is not a JSON object.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw MlflowError.Bad("The body is not valid JSON.");
        }
    }

    private static JsonNode? Copy(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var fields = new JsonObject();
                foreach (var field in element.EnumerateObject())
                    fields[field.Name] = Copy(field.Value);
                return fields;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Copy)]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
