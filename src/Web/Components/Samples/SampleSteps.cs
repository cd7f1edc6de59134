using Mantissa.Data.Images;

namespace Mantissa.Web.Components.Samples;

/// <summary>Which pictures there are and which of them a step shows.</summary>
public sealed class SampleSteps
{
    public const string Samples = "samples";
    public const string Real = "real";
    private readonly Dictionary<Guid, long[]> _steps;

    /// <param name="images">The pictures of some runs.</param>
    /// <param name="name">Those of this name count.</param>
    public SampleSteps(IEnumerable<KeyValuePair<Guid, IReadOnlyList<ImageSummary>>> images, string name)
    {
        ArgumentNullException.ThrowIfNull(images);
        _steps = images.ToDictionary(i => i.Key, i => i.Value.Where(s => s.Name == name).Select(s => s.Step).Order().ToArray());
        All = _steps.Values.SelectMany(s => s).Distinct().Order().ToList();
    }

    /// <summary>Every step at which at least one of the runs has a picture.</summary>
    public IReadOnlyList<long> All { get; }

    public bool Has(Guid run) => _steps.TryGetValue(run, out var steps) && steps.Length > 0;

    /// <summary>The latest step with a picture of the run at or before <paramref name="step"/>; <see langword="null"/> when it has none yet.</summary>
    public long? Shown(Guid run, long step)
    {
        if (!_steps.TryGetValue(run, out var steps))
            return null;
        var found = Array.BinarySearch(steps, step);
        var index = found >= 0 ? found : ~found - 1;
        return index < 0 ? null : steps[index];
    }

    /// <summary>The steps beside <paramref name="step"/>, which the browser loads ahead of the slider.</summary>
    public IEnumerable<long> Beside(long step) =>
        All.Where(s => s < step).TakeLast(1).Concat(All.Where(s => s > step).Take(1));

    /// <summary>
    /// Where the slider stands after more pictures came: at the end when it stood there or had no place yet, else where it was.
    /// </summary>
    public long Follow(SampleSteps? before, long? current)
    {
        if (current is { } step && before is { All: [.., var last] } && step < last && All.Contains(step))
            return step;
        return All.Count > 0 ? All[^1] : 0;
    }
}
