using Mantissa.Training.Datasets.Loading;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers.Recording;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mantissa.Training.Trainers;

/// <summary>
/// Trains a generator against a critic: algorithm 1 of Goodfellow et al. 2014 and of Arjovsky et al. 2017, which differ in what the two
/// minimise and in how often the critic is updated. A subclass says that.
/// </summary>
/// <typeparam name="TOptions">What the procedure can be told, with its defaults.</typeparam>
public abstract class AdversarialTrainer<TOptions> : Trainer
    where TOptions : AdversarialOptions, new()
{
    private const string CriticLoss = "critic/loss", GeneratorLoss = "generator/loss";

    public override void Train(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Options<TOptions>();
        var format = context.Format;
        using var networks = Networks(context);
        var (generator, critic) = (networks.Generator, networks.Critic);
        var rules = RulesOf(options, networks.Constraint);
        var (objective, updates) = (rules.Objective, rules.Updates);
        using var criticOptimizer = options.CreateOptimizer(critic, format, "critic.", rules.WeightLimit);
        using var generatorOptimizer = options.CreateOptimizer(generator, format, "generator.");
        using var feed = new ImageFeed(context.Dataset.Train, TrainBatches(context, options), context.Device);
        var noise = new NoiseSource(networks.Latent, context.Specification.Seed, context.Device);
        var penalty = rules.Penalty > 0 ? new GradientPenalty(rules.Penalty, noise) : null;
        var length = LengthOf(options, updates, feed.BatchesPerEpoch);
        var schedule = new LearningRateSchedule(options, length.Steps, Entry.Metrics);
        using var run = new TrainingRun(context, options, length, Entry.Metrics, CriticLoss);
        run.State.Add("critic.", critic);
        run.State.Add("generator.", generator);
        run.State.Add(criticOptimizer.State.Concat(generatorOptimizer.State));
        run.State.Add("critic.optimizer", criticOptimizer);
        run.State.Add("generator.optimizer", generatorOptimizer);
        run.State.Add("schedule", schedule);
        run.State.Add("cursor", feed);
        run.State.Add("noise", noise);
        var guard = new LossGuard(context, options);
        context.Log($"{generatorOptimizer.ParameterCount:N0} parameters in the generator, {criticOptimizer.ParameterCount:N0} in the critic, "
            + $"{context.Dataset.Train.Count:N0} images of {context.Dataset.ImageSize} px, {length.Steps:N0} generator steps.");
        criticOptimizer.StoreWeights();
        generatorOptimizer.StoreWeights();
        using var evaluation = new GenerationEvaluation(context, run, generator, noise, options);
        Parameter[] criticWeights = [.. critic.parameters()];
        nn.Module[] both = [critic, generator];
        Func<Tensor, string, Tensor> score = Score;
        Action<string, Tensor> observe = run.Add;
        Action addCriticGradients = AddCriticGradients, addGeneratorGradients = AddGeneratorGradients;

        for (var step = run.Start(); step <= length.Steps; step++)
        {
            run.BeginStep(step);
            if (step == 1)
                evaluation.ShowStart();
            var learningRate = schedule.At(step, length.EpochAfter(step - 1));
            Require(criticWeights, true);
            run.BeginUpdates();
            for (var i = updates.UpdatesIn(step); i > 0; i--)
                criticOptimizer.Minimise(options.Accumulate, learningRate, addCriticGradients);
            run.EndUpdates(criticOptimizer, (long)options.Accumulate * options.Batch, updates.UpdatesIn(step), updates.Usual);
            Require(criticWeights, false);
            run.BeginUpdates();
            generatorOptimizer.Minimise(options.Accumulate, learningRate, addGeneratorGradients);
            run.EndUpdates(generatorOptimizer, images: 0);
            run.EndStep((long)updates.UpdatesIn(step) * options.Accumulate * options.Batch, learningRate, feed.TakeWaited());
            if (run.IsDue(options.SampleEvery))
                evaluation.ShowSamples(step);
            if (run.IsDue(options.EvaluateEvery))
            {
                var results = evaluation.Measure();
                run.Report(results);
                schedule.Observe(results);
            }

            run.Checkpoint(options.KeepBest);
        }

        void AddCriticGradients()
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var real = feed.Next(context.CancellationToken).Images;
            Tensor fake;
            using (no_grad())
                fake = generator.call(noise.Next(options.Batch));
            var between = penalty?.Between(real, fake);
            var (realScores, fakeScores) = (Score(real, "real"), Score(fake, "fake"));
            var (realLoss, fakeLoss) = (objective.Real(realScores), objective.Fake(fakeScores));
            if (between is not null)
            {
                var (term, slope) = penalty!.Of(score, between);
                fakeLoss = fakeLoss + term;
                run.Add("critic/slope", slope);
            }

            var loss = fakeLoss + realLoss;
            format.AfterForward();
            guard.Check(run, CriticLoss, loss, both, () => Score(fake, "fake").add_(Score(real, "real")));
            if (format.LossScaling is null)
            {
                Share(loss).backward();
            }
            else
            {
                criticOptimizer.Backward(Share(realLoss), "real");
                criticOptimizer.Backward(Share(fakeLoss), "fake");
            }

            run.Add(CriticLoss, loss);
            objective.Observe(realScores, fakeScores, observe);
        }

        void AddGeneratorGradients()
        {
            var latent = noise.Next(options.Batch);
            var loss = objective.Generator(Score(generator.call(latent), "generated"));
            format.AfterForward();
            guard.Check(run, GeneratorLoss, loss, both, () => Score(generator.call(latent), "generated"));
            generatorOptimizer.Backward(Share(loss), "generated");
            run.Add(GeneratorLoss, loss);
        }

        // The critic is used on real, on fake and on the generator's images: each use has its own sites in the format.
        Tensor Score(Tensor images, string use)
        {
            using var sites = format.Scope(use);
            return critic.call(images);
        }

        Tensor Share(Tensor loss) => options.Accumulate > 1 ? loss / options.Accumulate : loss;
    }

    /// <param name="options">The run's.</param>
    /// <param name="constraint">What the model's critic is built for.</param>
    private protected abstract AdversarialRules RulesOf(TOptions options, CriticConstraint? constraint);

    private static GanNetworks Networks(TrainingContext context)
    {
        var networks = ((GanDefinition)context.Model)
            .Create(context.Specification.ModelOptions, context.Images, context.Specification.Seed, context.Format);
        networks.Generator.to(context.Device);
        networks.Critic.to(context.Device);
        return networks;
    }

    /// <summary>The generator's update needs gradients through the critic, not of its weights.</summary>
    private static void Require(Parameter[] weights, bool gradients)
    {
        foreach (var parameter in weights)
            parameter.requires_grad = gradients;
    }

    private static BatchOptions TrainBatches(TrainingContext context, TOptions options) => new()
    {
        Batch = options.Batch,
        Shuffle = true,
        DropLast = true,
        Normalisation = Normalisation.SignedUnit(context.Dataset.Channels),
        Seed = context.Specification.Seed,
    };

    private static RunLength LengthOf(TOptions options, CriticSchedule updates, int batchesPerEpoch)
    {
        var batches = (long)options.Epochs * batchesPerEpoch;
        return new(
            options.Steps > 0 ? options.Steps : updates.StepsFor((batches + options.Accumulate - 1) / options.Accumulate),
            step => (double)updates.UpdatesAfter(step) * options.Accumulate / batchesPerEpoch);
    }
}
