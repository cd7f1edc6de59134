using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Data.Runs;

/// <summary>Tells whether two submissions ask for the same, however their JSON was ordered.</summary>
internal static class RequestHash
{
    public static byte[] Of<T>(T request) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Sort(JsonSerializer.SerializeToNode(request, CatalogueJson.Options))));

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };
}
