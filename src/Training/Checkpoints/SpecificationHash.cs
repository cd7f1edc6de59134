using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;

namespace Mantissa.Training.Checkpoints;

/// <summary>
/// SHA-256 over the parts of a specification that decide what a run computes: two specifications with the same hash train to the same
/// weights on the same machine. Names, tags, notes and the queue are left out.
/// </summary>
public static class SpecificationHash
{
    /// <param name="specification">With every default filled in, so that leaving a default out or writing it makes no difference.</param>
    public static string Of(RunSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var decisive = new JsonObject
        {
            ["model"] = specification.Model,
            ["modelOptions"] = Sorted(specification.ModelOptions),
            ["format"] = specification.Format,
            ["formatOptions"] = Sorted(specification.FormatOptions),
            ["dataset"] = specification.Dataset,
            ["datasetOptions"] = Sorted(specification.DatasetOptions),
            ["training"] = Sorted(specification.Training),
            ["seed"] = specification.Seed,
            ["startFrom"] = specification.StartFrom,
            ["device"] = specification.Device,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(decisive.ToJsonString())));
    }

    private static JsonObject Sorted(JsonObject options) =>
        new(options.OrderBy(option => option.Key, StringComparer.Ordinal).Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone())));
}
