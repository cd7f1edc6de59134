using System.Text.Json.Nodes;

namespace Mantissa.Web.Api;

/// <summary>JSON merge patches: RFC 7396, section 2.</summary>
internal static class MergePatchDocument
{
    /// <summary>The target with the patch's members in it; a member that is <see langword="null"/> goes.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner)
                target[name] = Apply(target[name]?.DeepClone() as JsonObject ?? [], inner);
            else
                target[name] = value.DeepClone();
        }

        return target;
    }
}
