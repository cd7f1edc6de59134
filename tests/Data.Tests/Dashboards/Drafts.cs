using System.Text.Json.Nodes;
using Mantissa.Data.Dashboards;

namespace Mantissa.Data.Tests.Dashboards;

internal static class Drafts
{
    public static DashboardWidget Widget(GridPlace place) => new()
    {
        Id = Guid.NewGuid(), Kind = "chart", Title = "Loss", Place = place, Options = new JsonObject { ["metric"] = "train/loss", ["smoothing"] = 0.5 },
    };

    public static DashboardDraft Draft(string name = "Formats", params GridPlace[] places) => new()
    {
        Name = name, Description = "# What", Query = "wgan", Content = new() { Widgets = [.. places.Select(Widget)] },
    };
}
