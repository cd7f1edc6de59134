namespace Mantissa.Training.Trainers;

/// <summary>How the learning rate changes over a run; see <see cref="LearningRateSchedule"/>.</summary>
public enum ScheduleKind
{
    Constant,
    Step,
    Milestones,
    Cosine,
    Plateau,
}
