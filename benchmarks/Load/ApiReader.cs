namespace Mantissa.Benchmarks.Load;

/// <summary>A client that reads what clients read: the list of runs, a run, its curves, the curves of several.</summary>
internal sealed class ApiReader(HttpClient client, IReadOnlyList<RecordingWriter> writers, int number, Tally tally)
{
    private int turn = number;

    public Task ReadAsync()
    {
        var run = writers[turn % writers.Count].Run;
        var metric = Uri.EscapeDataString(RecordingWriter.Names[turn / writers.Count % RecordingWriter.Names.Count]);
        var others = string.Join('&', Enumerable.Range(0, 5).Select(i => $"run={writers[(turn + i) % writers.Count].Run}"));
        var path = (turn++ % 4) switch
        {
            0 => "api/v1/runs?limit=50",
            1 => $"api/v1/runs/{run}",
            2 => $"api/v1/metrics?name={metric}&run={run}&points=500",
            _ => $"api/v1/metrics?name={metric}&{others}&points=200",
        };
        return tally.TakeAsync(async () =>
        {
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        });
    }
}
