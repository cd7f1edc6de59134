using System.Buffers.Binary;
using System.Text.Json;

namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>What the reader of a run's page has before their eyes: how far each chart goes, and whether the run has ended.</summary>
/// <param name="drawn">Told of a chart that goes further: from which step it did not show yet, to which it shows now.</param>
internal sealed class SeenRun(Action<long, long> drawn)
{
    private readonly Dictionary<long, long> charts = [];

    public bool Completed { get; private set; }

    /// <summary>Charts on the page.</summary>
    public int Charts => charts.Count;

    /// <summary>The last step that every chart shows.</summary>
    public long Step => charts.Count == 0 ? -1 : charts.Values.Min();

    /// <summary>The page's words change; the site sends them as they are.</summary>
    public void Render(byte[] changes) => Completed |= changes.AsSpan().IndexOf("Completed"u8) >= 0;

    /// <summary>A chart is drawn anew, or is gone.</summary>
    public void Call(ScriptCall call)
    {
        if (call.Function == "dispose")
            charts.Remove(call.Target);
        if (call.Function != "update")
            return;
        var last = LastStep(call);
        if (charts.TryGetValue(call.Target, out var before) && last > before)
            drawn(before + 1, last);
        charts[call.Target] = last;
    }

    /// <summary>Of the first line: the positions of its points come first, as doubles.</summary>
    private static long LastStep(ScriptCall call)
    {
        using var arguments = JsonDocument.Parse(call.Arguments);
        var line = arguments.RootElement[0].GetProperty("series")[0];
        return (long)BinaryPrimitives.ReadDoubleLittleEndian(call.Blocks[0].AsSpan((line.GetProperty("count").GetInt32() - 1) * sizeof(double)));
    }
}
