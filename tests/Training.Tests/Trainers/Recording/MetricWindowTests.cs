using System.Text.Json.Nodes;
using Mantissa.Training.Trainers.Recording;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Trainers.Recording;

public class MetricWindowTests
{
    [Fact]
    public void Gives_means_in_the_order_of_names_and_starts_again()
    {
        using var window = new MetricWindow(CPU);
        foreach (var value in new[] { 1f, 2f, 6f })
            window.Add("b", tensor(value));
        window.Add("a", tensor(5f));
        window.Flush().ShouldBe([("a", 5.0), ("b", 3.0)]);
        window.Flush().ShouldBeEmpty();
        window.Add("b", tensor(4f));
        window.Flush().ShouldBe([("b", 4.0)]);
    }

    [Fact]
    public void Keeps_no_graph_of_the_values()
    {
        using var window = new MetricWindow(CPU);
        window.Add("loss", ones(1, requires_grad: true).sum());
        window.Add("loss", ones(3, requires_grad: true).sum());
        window.Flush().ShouldBe([("loss", 2.0)]);
    }

    [Fact]
    public void A_restored_window_goes_on_exactly()
    {
        using var window = new MetricWindow(CPU);
        window.Add("loss", tensor(0.1f));
        window.Add("loss", tensor(0.7f));
        using var restored = new MetricWindow(CPU);
        restored.LoadState(JsonNode.Parse(window.SaveState().ToJsonString())!.AsObject());
        foreach (var each in new[] { window, restored })
            each.Add("loss", tensor(1f / 3));
        restored.Flush().ShouldBe(window.Flush());
    }
}
