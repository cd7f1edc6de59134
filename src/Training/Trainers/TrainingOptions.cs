using Mantissa.Training.Catalogue;

namespace Mantissa.Training.Trainers;

/// <summary>What every training procedure can be told. A cadence counts optimizer steps.</summary>
public abstract record TrainingOptions
{
    [Parameter("Epochs", "Passes over the training images.", Minimum = 1, Maximum = 100_000, Unit = "epochs", Group = "Length")]
    public int Epochs { get; init; } = 10;

    [Parameter("Steps", "Optimizer steps; 0 leaves the length to the epochs.", Minimum = 0, Maximum = 1_000_000_000, Unit = "steps", Group = "Length")]
    public long Steps { get; init; }

    [Parameter("Batch", "Images in one step.", Minimum = 1, Maximum = 65_536, Unit = "images")]
    public int Batch { get; init; } = 128;

    [Parameter("Learning rate", "Size of a step before the schedule changes it.", Minimum = 0, Maximum = 100, Group = "Optimizer")]
    public double LearningRate { get; init; } = 0.1;

    [Parameter("Schedule", "How the learning rate changes over the run.", Group = "Schedule")]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Constant;

    [Parameter("Milestones", "Epochs after which the rate is multiplied by the decay, e.g. 82, 124; for the schedule 'milestones'.", Group = "Schedule")]
    public string Milestones { get; init; } = "";

    [Parameter("Decay", "Factor of the rate at each milestone, decay period or plateau.", Minimum = 0, Maximum = 1, Group = "Schedule")]
    public double Decay { get; init; } = 0.1;

    [Parameter("Decay every", "Epochs between two decays; for the schedule 'step'.", Minimum = 1, Maximum = 100_000, Unit = "epochs", Group = "Schedule")]
    public int DecayEvery { get; init; } = 30;

    [Parameter("Patience", "Evaluations without a better primary metric before a decay; for the schedule 'plateau'.", Minimum = 1, Maximum = 100_000, Unit = "evaluations", Group = "Schedule")]
    public int Patience { get; init; } = 5;

    [Parameter("Warm-up", "Steps over which the rate rises from 0 at the start.", Minimum = 0, Maximum = 1_000_000, Unit = "steps", Group = "Schedule")]
    public int WarmupSteps { get; init; }

    [Parameter("Record every", "Steps between two points of a curve; each is the mean of the steps since the last.", Minimum = 1, Maximum = 1_000_000, Unit = "steps", Group = "Cadence")]
    public int RecordEvery { get; init; } = 10;

    [Parameter("Format statistics every", "Steps between two points of the number format's own curves, of which there are several per tensor.", Minimum = 1, Maximum = 1_000_000_000, Unit = "steps", Group = "Cadence")]
    public long FormatEvery { get; init; } = 100;

    [Parameter("Evaluate every", "Steps between two evaluations; 0 for each epoch.", Minimum = 0, Maximum = 1_000_000_000, Unit = "steps", Group = "Cadence")]
    public long EvaluateEvery { get; init; }

    [Parameter("Checkpoint every", "Steps between two checkpoints; 0 for each epoch.", Minimum = 0, Maximum = 1_000_000_000, Unit = "steps", Group = "Cadence")]
    public long CheckpointEvery { get; init; }

    [Parameter("Keep checkpoints", "Newest checkpoints that are kept, of those written by cadence or interruption; the best and the final one are kept besides.", Minimum = 1, Maximum = 1000, Unit = "checkpoints", Group = "Cadence")]
    public int KeepCheckpoints { get; init; } = 2;
}
