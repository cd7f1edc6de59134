namespace Mantissa.Training.Trainers;

/// <summary>
/// How many critic updates come before each generator update: <c>updates</c>, or <c>boostedUpdates</c> in the first <c>boostedSteps</c>
/// generator steps and in every <c>boostEvery</c>-th one (the schedule of the code published with Arjovsky et al. 2017).
/// </summary>
internal sealed class CriticSchedule(int updates, int boostedUpdates = 0, int boostedSteps = 0, int boostEvery = 0)
{
    /// <summary>Critic updates in an ordinary step.</summary>
    public int Usual => updates;

    /// <param name="step">Generator step, from 1.</param>
    public int UpdatesIn(long step) => IsBoosted(step - 1) ? boostedUpdates : updates;

    /// <summary>Critic updates in the first <paramref name="steps"/> generator steps: the batches of real images that they consume.</summary>
    public long UpdatesAfter(long steps)
    {
        var atStart = Math.Min(steps, boostedSteps);
        var later = boostEvery > 0 ? Multiples(steps) - Multiples(atStart) : 0;
        return (updates * steps) + ((boostedUpdates - updates) * (atStart + later));
    }

    /// <summary>The fewest generator steps that consume at least so many batches.</summary>
    public long StepsFor(long batches)
    {
        var (low, high) = (0L, batches);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = UpdatesAfter(middle) >= batches ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private bool IsBoosted(long index) => index < boostedSteps || (boostEvery > 0 && index % boostEvery == 0);

    /// <summary>Multiples of the period among 0 … count − 1.</summary>
    private long Multiples(long count) => (count + boostEvery - 1) / boostEvery;
}
