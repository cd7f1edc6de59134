using System.Text.Json.Nodes;
using Mantissa.Training.Formats;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Storage;

/// <summary>Sites in trouble raise an event, once until they are well again.</summary>
public sealed class HealthTests
{
    [Fact]
    public void An_overflow_storm_is_told_once_until_it_is_over()
    {
        using var session = FormatSessions.Create("fp8-e4m3", new JsonObject { ["tensorScale"] = false });
        Store(session, 1000);
        var (kind, message) = Events(session).ShouldHaveSingleItem();
        kind.ShouldBe("overflow-storm");
        message.ShouldContain("'layer'");
        Store(session, 1000);
        Events(session).ShouldBeEmpty();
        Store(session, 1);
        Events(session).ShouldBeEmpty();
        Store(session, 1000);
        Events(session).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_resumed_session_does_not_tell_again()
    {
        using var session = FormatSessions.Create("fp8-e4m3", new JsonObject { ["tensorScale"] = false });
        Store(session, 1000);
        Events(session).ShouldHaveSingleItem();
        using var resumed = FormatSessions.Create("fp8-e4m3", new JsonObject { ["tensorScale"] = false });
        resumed.LoadState(session.SaveState());
        Store(resumed, 1000);
        Events(resumed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("fp16-pure")]
    [InlineData("fp8-e5m2")]
    public void A_gradient_that_is_flushed_entirely_is_dead(string format)
    {
        using var session = FormatSessions.Create(format, format == "fp8-e5m2" ? new JsonObject { ["tensorScale"] = false } : null);
        var leaf = ones(50).requires_grad_();
        (session.Store(leaf * 1, "layer") * 1e-9f).sum().backward();
        session.AfterBackward();
        var (kind, message) = Events(session).ShouldHaveSingleItem();
        (kind, message.Contains("'layer.grad'", StringComparison.Ordinal)).ShouldBe(("dead-gradient", true));
        // An activation of zeros, and a gradient of zeros, are nothing special.
        (session.Store(zeros(50).requires_grad_() * 1, "layer") * 0f).sum().backward();
        Events(session).ShouldBeEmpty();
    }

    [Fact]
    public void An_exponent_that_cannot_follow_its_tensor_is_pinned()
    {
        using var session = FormatSessions.Create("flex16+5");
        for (var step = 0; step < 3; step++)
        {
            Store(session, 1e6f);
            session.Store(full(100, 1e-7f), "small");
            session.Store(ones(100), "well");
            session.Store(zeros(100), "zeros");
            session.AfterForward();
        }

        var events = Events(session);
        events.Where(item => item.Kind == "exponent-pinned").Select(item => item.Message.Split('\'')[1]).ShouldBe(["layer", "small"], ignoreOrder: true);
        events.Where(item => item.Kind == "overflow-storm").ShouldHaveSingleItem().Message.ShouldContain("'layer'");
    }

    [Fact]
    public void Trouble_everywhere_raises_a_few_events_and_a_number()
    {
        using var session = FormatSessions.Create("fp16-pure");
        for (var i = 0; i < 40; i++)
            session.Store(full(10, 1e6f), $"layer{i}");
        var events = Events(session);
        events.Count.ShouldBe(6);
        events[^1].Message.ShouldContain("35 more");
    }

    [Theory]
    [MemberData(nameof(FormatSessions.Offered), MemberType = typeof(FormatSessions))]
    public void A_healthy_tensor_raises_nothing(string format)
    {
        using var session = FormatSessions.Create(format);
        for (var step = 0; step < 3; step++)
        {
            var leaf = linspace(-2, 2, 500).requires_grad_();
            session.Store(leaf * 1, "layer").square().sum().backward();
            session.AfterForward();
            session.AfterBackward();
        }

        Events(session).ShouldBeEmpty();
    }

    private static void Store(FormatSession session, float value) => session.Store(full(100, value), "layer");

    private static List<(string Kind, string Message)> Events(FormatSession session)
    {
        var events = new List<(string, string)>();
        session.ReportHealth((kind, message) => events.Add((kind, message)));
        session.Report((_, _) => { });
        return events;
    }
}
