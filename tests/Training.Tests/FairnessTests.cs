using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets;
using Mantissa.Training.Formats;
using Mantissa.Training.Formats.Scaling;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers;
using TorchSharp;

namespace Mantissa.Training.Tests;

/// <summary>Formats of one seed start from the same weights and see the same batches and the same noise: checked by hashing all three.</summary>
public sealed class FairnessTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    public static TheoryData<string> Runs => TrainingFixture.Runs;

    [Theory]
    [MemberData(nameof(Runs))]
    public void Formats_of_a_seed_share_weights_batches_and_noise(string run)
    {
        var formats = Registry.All<NumberFormat>().Select(format => format.Entry.Name).ToList();
        formats.Count.ShouldBeGreaterThan(1);
        var first = Watch(run, formats[0], seed: 3);
        first.Weights.Count.ShouldBeGreaterThan(10);
        first.Inputs.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var format in formats.Skip(1))
        {
            var other = Watch(run, format, seed: 3);
            other.Weights.ShouldBe(first.Weights, format);
            other.Inputs.ShouldBe(first.Inputs, format);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Another_seed_has_other_weights_and_other_batches(string run)
    {
        var (first, second) = (Watch(run, "fp32", seed: 3), Watch(run, "fp32", seed: 4));
        second.Weights.ShouldNotBe(first.Weights);
        second.Inputs[0].ShouldNotBe(first.Inputs[0]);
    }

    private HashingSession Watch(string run, string format, long seed)
    {
        var specification = TrainingFixture.Small(run, format, new JsonObject { ["steps"] = 3 }) with { Seed = seed };
        var definition = Registry.All<ModelDefinition>().Single(candidate => candidate.Entry.Name == specification.Model);
        var numbers = Registry.All<NumberFormat>().Single(candidate => candidate.Entry.Name == format) is var family
            && Mantissa.Catalogue.FormatName.TryParse(family.Entry, format, out var read) ? read : [];
        var hashes = new HashingSession(family.CreateSession(numbers, [], seed));
        using var watched = new WatchedFormat(hashes);
        using var dataset = Registry.All<DatasetSource>().Single(source => source.Entry(fixture.Environment).Name == "shapes")
            .Open(specification.DatasetOptions, fixture.Environment, _ => { }, CancellationToken.None);
        Registry.All<Trainer>().Single(trainer => trainer.Entry.Name == definition.Entry.Trainer).Train(new TrainingContext
        {
            Specification = specification,
            Model = definition,
            Dataset = dataset,
            Format = watched,
            Device = torch.CPU,
            CacheDirectory = fixture.Environment.CacheDirectory,
            Observer = new RecordingObserver(),
            CancellationToken = CancellationToken.None,
        });
        return hashes;
    }

    /// <summary>Hashes each parameter and each input before the format sees it for the first time.</summary>
    private sealed class HashingSession(FormatSession inner) : FormatSession
    {
        public SortedDictionary<string, string> Weights { get; } = new(StringComparer.Ordinal);

        public List<string> Inputs { get; } = [];

        public override bool KeepsMaster(TensorUse use) => inner.KeepsMaster(use);

        public override LossScaling? LossScaling => inner.LossScaling;

        public override torch.Tensor Store(torch.Tensor value, string site, TensorUse use = TensorUse.Any)
        {
            // What the networks compute is the format's business; what comes from outside is not. Generated images are computed.
            if (site is "input" or "generator.input" || (site == "critic.input" && !value.requires_grad && _scope == "real"))
                Inputs.Add($"{site} {Hash(value)}");
            return inner.Store(value, site, use);
        }

        public override bool StoreInPlace(torch.Tensor value, string site, TensorUse use = TensorUse.Any)
        {
            if ((use & (TensorUse.Gradient | TensorUse.State)) == 0)
                Weights.TryAdd(site, Hash(value));
            return inner.StoreInPlace(value, site, use);
        }

        public override void AfterForward() => inner.AfterForward();

        public override void AfterBackward() => inner.AfterBackward();

        public override IDisposable Evaluation() => inner.Evaluation();

        public override IDisposable Scope(string prefix)
        {
            _scope = prefix;
            return inner.Scope(prefix);
        }

        public override JsonObject SaveState() => inner.SaveState();

        public override void LoadState(JsonObject state) => inner.LoadState(state);

        public override void Report(Action<string, double> scalar) => inner.Report(scalar);

        private string? _scope;

        private static string Hash(torch.Tensor value)
        {
            using var scope = torch.NewDisposeScope();
            return Convert.ToHexString(SHA256.HashData(value.detach().contiguous().bytes));
        }
    }
}
