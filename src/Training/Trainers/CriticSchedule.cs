namespace Mantissa.Training.Trainers;

/// <summary>
/// How many critic updates come before each generator update: <c>CriticSteps</c>, or <c>BoostedCriticSteps</c> in the first
/// <c>BoostedSteps</c> generator steps and in every <c>BoostEvery</c>-th one (the schedule of the code published with Arjovsky et al. 2017).
/// </summary>
public sealed class CriticSchedule(WassersteinOptions options)
{
    /// <param name="step">Generator step, from 1.</param>
    public int UpdatesIn(long step) => IsBoosted(step - 1) ? options.BoostedCriticSteps : options.CriticSteps;

    /// <summary>Critic updates in the first <paramref name="steps"/> generator steps: the batches of real images that they consume.</summary>
    public long UpdatesAfter(long steps)
    {
        var atStart = Math.Min(steps, options.BoostedSteps);
        var later = options.BoostEvery > 0 ? Multiples(steps) - Multiples(atStart) : 0;
        return (options.CriticSteps * steps) + ((options.BoostedCriticSteps - options.CriticSteps) * (atStart + later));
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

    private bool IsBoosted(long index) => index < options.BoostedSteps || (options.BoostEvery > 0 && index % options.BoostEvery == 0);

    /// <summary>Multiples of the period among 0 … count − 1.</summary>
    private long Multiples(long count) => (count + options.BoostEvery - 1) / options.BoostEvery;
}
