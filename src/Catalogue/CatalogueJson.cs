using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mantissa.Catalogue;

/// <summary>The one way in which catalogue and specification are written as JSON, in the database, the API and between processes.</summary>
public static class CatalogueJson
{
    /// <summary>Camel-case names, enums as camel-case strings, unknown members rejected so that a misspelt field is an error.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
