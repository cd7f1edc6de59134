using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mantissa.Web.Api;

/// <summary>
/// Reads free-form objects at once and in full. Left to itself, <see cref="JsonObject"/> finds out that a name is there twice only when
/// somebody looks into it, and then as an error of ours instead of the sender's.
/// </summary>
internal sealed class StrictObjectConverter : JsonConverter<JsonObject>
{
    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var node = JsonNode.Parse(ref reader);
        try
        {
            Visit(node);
        }
        catch (ArgumentException)
        {
            throw new JsonException("Duplicate property.");
        }

        return node as JsonObject ?? throw new JsonException("The JSON value could not be converted to an object.");
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer);

    private static void Visit(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, member) in members)
                Visit(member);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Visit(item);
        }
    }
}
