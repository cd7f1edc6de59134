using System.Text.Json.Nodes;
using Mantissa.Training.Formats.FloatingPoint;
using Mantissa.Training.Formats.Scaling;
using Mantissa.Training.Trainers.Optimizers;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Scaling;

public sealed class LossScalingTests
{
    [Fact]
    public void A_dynamic_scale_has_the_defaults_of_grad_scaler()
    {
        var scaler = new LossScaler(new Fp16Options());
        scaler.Scale.ShouldBe(65536);
        Update(scaler, finite: false);
        scaler.Scale.ShouldBe(32768);
        for (var i = 0; i < 1999; i++)
            Update(scaler, finite: true);
        scaler.Scale.ShouldBe(32768);
        Update(scaler, finite: true);
        scaler.Scale.ShouldBe(65536);
        // An overflow begins the count anew.
        for (var i = 0; i < 1999; i++)
            Update(scaler, finite: true);
        Update(scaler, finite: false);
        Update(scaler, finite: true);
        scaler.Scale.ShouldBe(32768);
    }

    [Fact]
    public void A_constant_scale_stays_and_none_is_one()
    {
        var constant = new LossScaler(new Fp16Options { LossScaling = LossScalingMode.Constant, LossScale = 128 });
        Update(constant, finite: false);
        constant.Scale.ShouldBe(128);
        new LossScaler(new Fp16Options { LossScaling = LossScalingMode.None }).Scale.ShouldBe(1);
    }

    [Fact]
    public void Each_loss_has_its_own_scale_and_an_overflow_of_one_skips_the_update_of_all()
    {
        var scaling = new LossScaling(new Fp16Options());
        scaling.Of("real").Observe(true);
        scaling.Of("fake").Observe(false);
        scaling.TryUpdate().ShouldBeFalse();
        scaling.Of("generated").Observe(true);
        scaling.TryUpdate().ShouldBeTrue();
        var metrics = new Dictionary<string, double>();
        scaling.Report(metrics.Add);
        metrics.ShouldBe(
            new Dictionary<string, double>
            {
                ["format/fake/loss_scale"] = 32768,
                ["format/generated/loss_scale"] = 65536,
                ["format/real/loss_scale"] = 65536,
                ["format/skipped_updates"] = 1,
            },
            ignoreOrder: true);
        var copy = new LossScaling(new Fp16Options());
        copy.Load(scaling.Save());
        copy.Save().ToJsonString().ShouldBe(scaling.Save().ToJsonString());
    }

    /// <summary>10⁻⁸ is less than half of binary16's smallest value; a scale of 2¹⁰ saves it, and is gone before decay, norm and update.</summary>
    [Theory]
    [InlineData("none", 0.0)]
    [InlineData("constant", 1e-8)]
    public void Small_gradients_survive_scaling_and_are_unscaled_before_anything_else(string mode, double gradient)
    {
        using var scope = NewDisposeScope();
        using var session = FormatSessions.Create("fp16", new JsonObject { ["lossScaling"] = mode, ["lossScale"] = 1024 });
        using var network = nn.Linear(4, 1, false);
        using var optimizer = new Sgd(network, session, 0, false, new UpdateRules { GradientNorm = 1e-3 });
        optimizer.StoreWeights();
        var before = Master(optimizer).clone();
        optimizer.Minimise(1, 1e6, () => optimizer.Backward(network.call(ones(1, 4)).sum() * 1e-8f));
        var moved = (before - Master(optimizer)).data<float>().ToArray();
        // Scaled it is 172 of the smallest subnormals of binary16, give or take a half.
        moved.ShouldAllBe(step => Math.Abs(step - (gradient * 1e6)) < 0.5 / 171 * 0.01);
    }

    [Fact]
    public void An_overflow_skips_the_update_and_keeps_weights_state_and_count()
    {
        using var scope = NewDisposeScope();
        using var session = FormatSessions.Create("fp16");
        using var network = nn.Linear(3, 2);
        using var optimizer = new Adam(network, session, 0.9, 0.999, 1e-8);
        optimizer.StoreWeights();
        var before = State(optimizer);
        var updates = optimizer.SaveState().ToJsonString();
        optimizer.Minimise(1, 0.1, () => optimizer.Backward(network.call(ones(1, 3)).sum() * 10));
        // 10 · 2¹⁶ is infinite in binary16.
        State(optimizer).ShouldBe(before);
        optimizer.SaveState().ToJsonString().ShouldBe(updates);
        session.LossScaling!.Skipped.ShouldBe(1);
        for (var i = 0; i < 4; i++)
            optimizer.Minimise(1, 0.1, () => optimizer.Backward(network.call(ones(1, 3)).sum() * 10));
        session.LossScaling.Skipped.ShouldBe(4);
        session.LossScaling.Of(LossScaling.OnlyLoss).Scale.ShouldBe(4096);
        State(optimizer).ShouldNotBe(before);
    }

    [Fact]
    public void Gradients_of_several_losses_and_batches_add_up_unscaled()
    {
        using var scope = NewDisposeScope();
        using var session = FormatSessions.Create("fp16");
        using var network = nn.Linear(2, 1, false);
        using var optimizer = new Sgd(network, session, 0, false);
        optimizer.StoreWeights();
        var before = Master(optimizer).clone();
        // The second loss has another scale by now.
        session.LossScaling!.Of("fake").Observe(false);
        session.LossScaling.TryUpdate();
        optimizer.Minimise(2, 1, () =>
        {
            optimizer.Backward(network.call(tensor(new[] { 0.25f, 0 }).view(1, 2)).sum(), "real");
            optimizer.Backward(network.call(tensor(new[] { 0, 0.5f }).view(1, 2)).sum(), "fake");
        });
        (before - Master(optimizer)).data<float>().ToArray().ShouldBe([0.5f, 1], 1e-6);
    }

    /// <summary>The weight is 1 and the update 2⁻¹²: half of what binary16 has next to 1, and lost; a master copy keeps it.</summary>
    [Fact]
    public void Small_updates_are_lost_without_a_master_copy_and_counted()
    {
        using var scope = NewDisposeScope();
        foreach (var format in new[] { "fp16-pure", "fp16" })
        {
            using var session = FormatSessions.Create(format);
            using var network = nn.Linear(1, 1, false);
            using (no_grad())
                network.weight!.fill_(1);
            using var optimizer = new Sgd(network, session, 0, false);
            optimizer.StoreWeights();
            for (var i = 0; i < 4; i++)
                optimizer.Minimise(1, 1 / 4096.0, () => optimizer.Backward(network.call(ones(1, 1)).sum() / 16 * 16));
            var metrics = new Dictionary<string, double>();
            session.Report((name, value) => metrics[name] = value);
            if (format == "fp16")
            {
                // The first of the four overflowed with the scale that dynamic scaling starts from.
                Master(optimizer).item<float>().ShouldBe(1 - (3 / 4096f));
                continue;
            }

            network.weight.item<float>().ShouldBe(1);
            metrics["format/lost_updates"].ShouldBe(1);
        }
    }

    [Fact]
    public void A_gan_has_a_scale_for_each_loss()
    {
        using var fixture = new TrainingFixture();
        var observer = fixture.Train(TrainingFixture.Small("dcgan", "fp16", new JsonObject { ["formatEvery"] = 1 }));
        foreach (var loss in new[] { "real", "fake", "generated" })
            observer.Series($"format/{loss}/loss_scale").ShouldAllBe(scale => scale > 0 && scale <= 65536);
        observer.Series("format/skipped_updates").ShouldNotBeEmpty();
    }

    private static void Update(LossScaler scaler, bool finite)
    {
        scaler.Observe(finite);
        scaler.Update();
    }

    private static Tensor Master(Optimizer optimizer) => optimizer.State.Single(state => state.Name.EndsWith(".master", StringComparison.Ordinal)).State;

    private static float[] State(Optimizer optimizer) => [.. optimizer.State.SelectMany(state => state.State.data<float>().ToArray())];
}
