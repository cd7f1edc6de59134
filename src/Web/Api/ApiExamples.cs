using System.Text.Json.Nodes;

namespace Mantissa.Web.Api;

/// <summary>Bodies that the API's description shows.</summary>
internal static class ApiExamples
{
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["POST /api/v1/runs"] = """
            {"model": "resnet", "format": "flex16+5", "dataset": "cifar10", "modelOptions": {"depth": 20}, "training": {"epochs": 10}, "seed": 1, "tags": {"study": "formats"}}
            """,
        ["POST /api/v1/runs/search"] = """
            {"filter": "model = 'resnet' and metrics.validation/top1.max > 0.7 order by metrics.validation/top1.max desc", "limit": 50}
            """,
        ["PATCH /api/v1/runs/{id}"] = """{"notes": "Diverged after the **third** drop.", "tags": {"reviewed": "yes", "draft": null}}""",
        ["POST /api/v1/runs/{id}/clone"] = """{"seed": 2, "format": "fp32"}""",
        ["POST /api/v1/comparisons"] = """
            {"name": "Formats on CIFAR-10", "models": [{"model": "resnet", "dataset": "cifar10"}], "formats": ["fp32", "flex16+5"], "seeds": [1, 2, 3], "baseline": "fp32"}
            """,
        ["POST /api/v1/metrics/groups"] = """
            {"name": "validation/top1", "axis": "epoch", "positions": 200, "groups": [
              {"key": "fp32", "runs": ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"]},
              {"key": "flex16+5", "runs": ["01900000-0000-7000-8000-000000000003"]}]}
            """,
        ["POST /api/v1/runs/external"] = """{"name": "notebook", "model": "resnet", "parameters": {"lr": 0.1}, "tags": {"team": "vision"}}""",
        ["POST /api/v1/keys"] = """{"name": "nightly sweep", "scopes": ["read", "submit"], "days": 90}""",
        ["POST /api/v1/runs/{id}/records"] = """
            {"attempt": 1, "sequence": 1, "metrics": [{"name": "train/loss", "step": 1, "value": 2.3}], "logs": [{"message": "epoch 1"}]}
            """,
    };

    /// <summary>The example of a route's body, if there is one.</summary>
    public static JsonNode? Of(string method, string path)
    {
        var route = path.Replace("{id:guid}", "{id}", StringComparison.Ordinal).TrimEnd('/');
        return Bodies.TryGetValue($"{method} {route}", out var body) ? JsonNode.Parse(body) : null;
    }
}
