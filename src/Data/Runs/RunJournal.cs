using System.Text.Json;

namespace Mantissa.Data.Runs;

/// <summary>
/// What the database has acknowledged of one attempt at a run, in a file that outlives the run and its worker: a witness of its own when
/// somebody asks whether everything that was acknowledged is still there.
/// </summary>
/// <param name="path">The file; see <see cref="PathOf"/>.</param>
public sealed class RunJournal(string path)
{
    private const string Extension = ".journal";

    /// <summary>Where the journal of an attempt is in the folder of journals.</summary>
    public static string PathOf(string folder, RunLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Path.Combine(folder, $"{lease.RunId}-{lease.Attempt}{Extension}");
    }

    /// <summary>Notes a batch, after the database has acknowledged it.</summary>
    public void Append(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var points = batch.Metrics.Select(point => new JournalPoint(point.Name, point.Step, BitConverter.DoubleToInt64Bits(point.Value)));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, JsonSerializer.Serialize(new JournalEntry(batch.Sequence, batch.Checkpoint?.Step, [.. points]), JsonSerializerOptions.Web) + "\n");
    }

    /// <summary>The batches of every attempt at a run that some worker has noted in a folder.</summary>
    public static IEnumerable<JournalEntry> Read(string folder, Guid runId)
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.EnumerateFiles(folder, $"{runId}-*{Extension}").Order(StringComparer.Ordinal))
        {
            // What a killed process was just writing ends without a new line, and was not noted.
            var text = File.ReadAllText(path);
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return JsonSerializer.Deserialize<JournalEntry>(line, JsonSerializerOptions.Web)!;
        }
    }
}

/// <summary>An acknowledged batch: its place among those of its attempt, the step of its checkpoint if it has one, and its points.</summary>
public sealed record JournalEntry(long Sequence, long? Checkpoint, IReadOnlyList<JournalPoint> Points);

/// <summary>A point of a metric; its value as the bits of a double, since JSON has no NaN.</summary>
public sealed record JournalPoint(string Name, long Step, long Bits);
