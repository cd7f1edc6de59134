using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets.Loading;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers.Optimizers;
using Mantissa.Training.Trainers.Recording;
using TorchSharp;
using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>Trains a generator against a critic with clipped weights: Arjovsky et al. 2017, algorithm 1.</summary>
public sealed class WassersteinTrainer : Trainer
{
    private const string CriticLoss = "critic/loss", GeneratorLoss = "generator/loss";

    public override TrainerEntry Entry { get; } = new()
    {
        Name = "wgan",
        Title = "Wasserstein GAN",
        Summary = "RMSProp on both networks; the critic is kept near its optimum by several updates for each of the generator.",
        Parameters = SchemaReader.Read(typeof(WassersteinOptions)),
        Metrics =
        [
            new() { Name = "swd", Title = "Sliced Wasserstein distance", Unit = "×10⁻³", Goal = MetricGoal.Minimize, Primary = true, Tolerance = 5 },
            new() { Name = "wasserstein", Title = "Critic's Wasserstein estimate", Goal = MetricGoal.Minimize },
            new() { Name = CriticLoss, Title = "Critic loss" },
            new() { Name = GeneratorLoss, Title = "Generator loss" },
            new() { Name = "critic/real", Title = "D(x), mean on real images" },
            new() { Name = "critic/fake", Title = "D(G(z)), mean on generated images" },
            new() { Name = "learning_rate", Title = "Learning rate" },
            new() { Name = "images_per_second", Title = "Throughput", Unit = "images/s", Goal = MetricGoal.Maximize },
            new() { Name = "time/step", Title = "Time of a generator step", Unit = "ms", Goal = MetricGoal.Minimize },
            new() { Name = "time/data_wait", Title = "Waiting for data, per step", Unit = "ms", Goal = MetricGoal.Minimize },
        ],
    };

    public override void Train(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Options<WassersteinOptions>();
        var format = context.Format;
        using var networks = Networks(context);
        var (generator, critic) = (networks.Generator, networks.Critic);
        using var criticOptimizer = new RmsProp(critic, format, options.RmsDecay, options.Epsilon, options.Clip, "critic.");
        using var generatorOptimizer = new RmsProp(generator, format, options.RmsDecay, options.Epsilon, prefix: "generator.");
        using var feed = new ImageFeed(context.Dataset.Train, TrainBatches(context, options), context.Device);
        var noise = new NoiseSource(networks.Latent, context.Specification.Seed, context.Device);
        var updates = new CriticSchedule(options);
        var length = LengthOf(options, updates, feed.BatchesPerEpoch);
        var schedule = new LearningRateSchedule(options, length.Steps);
        using var run = new TrainingRun(context, options, length, Entry.Metrics, CriticLoss);
        run.State.Add("critic.", critic);
        run.State.Add("generator.", generator);
        run.State.Add(criticOptimizer.State.Concat(generatorOptimizer.State));
        run.State.Add("cursor", feed);
        run.State.Add("noise", noise);
        var guard = new LossGuard(context, options);
        context.Log($"{generatorOptimizer.ParameterCount:N0} parameters in the generator, {criticOptimizer.ParameterCount:N0} in the critic, "
            + $"{context.Dataset.Train.Count:N0} images of {context.Dataset.ImageSize} px, {length.Steps:N0} generator steps.");
        criticOptimizer.StoreWeights();
        generatorOptimizer.StoreWeights();
        using var evaluation = new GenerationEvaluation(context, generator, noise, options.SwdImages);

        for (var step = run.Start(); step <= length.Steps; step++)
        {
            run.BeginStep(step);
            if (step == 1)
                evaluation.ShowStart();
            var learningRate = schedule.At(step, length.EpochAfter(step - 1));
            Require(critic, true);
            for (var i = updates.UpdatesIn(step); i > 0; i--)
                UpdateCritic(learningRate);
            Require(critic, false);
            UpdateGenerator(learningRate);
            run.EndStep((long)updates.UpdatesIn(step) * options.Batch, learningRate, feed.TakeWaited());
            if (run.IsDue(options.SampleEvery))
                evaluation.ShowSamples(step);
            if (run.IsDue(options.EvaluateEvery))
                run.Report(evaluation.Distance());
            run.Checkpoint(options.KeepBest);
        }

        // Maximises E[D(x)] − E[D(G(z))] over critics whose weights are clipped: lines 2 to 8.
        void UpdateCritic(double learningRate)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var real = feed.Next(context.CancellationToken).Images;
            Tensor fake;
            using (no_grad())
                fake = generator.call(noise.Next(options.Batch));
            var realScore = Score(real, "real");
            var fakeScore = Score(fake, "fake");
            var loss = fakeScore - realScore;
            format.AfterForward();
            guard.Check(run, CriticLoss, loss, [critic, generator], () => Score(fake, "fake").add_(Score(real, "real")));
            criticOptimizer.ZeroGradients();
            loss.backward();
            criticOptimizer.Step(learningRate);
            format.AfterBackward();
            run.Add(CriticLoss, loss);
            run.Add("critic/real", realScore);
            run.Add("critic/fake", fakeScore);
            run.Add("wasserstein", realScore - fakeScore);
        }

        // Minimises −E[D(G(z))]: lines 9 to 11.
        void UpdateGenerator(double learningRate)
        {
            using var scope = NewDisposeScope();
            var latent = noise.Next(options.Batch);
            var loss = -Score(generator.call(latent), "generated");
            format.AfterForward();
            guard.Check(run, GeneratorLoss, loss, [critic, generator], () => Score(generator.call(latent), "generated"));
            generatorOptimizer.ZeroGradients();
            loss.backward();
            generatorOptimizer.Step(learningRate);
            format.AfterBackward();
            run.Add(GeneratorLoss, loss);
        }

        // The critic is used on real, on fake and on the generator's images: each use has its own sites in the format.
        Tensor Score(Tensor images, string use)
        {
            using var sites = format.Scope(use);
            return critic.call(images).mean();
        }
    }

    private static GanNetworks Networks(TrainingContext context)
    {
        var networks = ((GanDefinition)context.Model)
            .Create(context.Specification.ModelOptions, context.Images, context.Specification.Seed, context.Format);
        networks.Generator.to(context.Device);
        networks.Critic.to(context.Device);
        return networks;
    }

    /// <summary>The generator's update needs gradients through the critic, not of its weights.</summary>
    private static void Require(nn.Module network, bool gradients)
    {
        foreach (var parameter in network.parameters())
            parameter.requires_grad = gradients;
    }

    private static BatchOptions TrainBatches(TrainingContext context, WassersteinOptions options) => new()
    {
        Batch = options.Batch,
        Shuffle = true,
        DropLast = true,
        Normalisation = Normalisation.SignedUnit(context.Dataset.Channels),
        Seed = context.Specification.Seed,
    };

    private static RunLength LengthOf(WassersteinOptions options, CriticSchedule updates, int batchesPerEpoch) =>
        new(
            options.Steps > 0 ? options.Steps : updates.StepsFor((long)options.Epochs * batchesPerEpoch),
            step => (double)updates.UpdatesAfter(step) / batchesPerEpoch);
}
