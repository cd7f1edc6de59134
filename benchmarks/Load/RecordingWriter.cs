using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mantissa.Benchmarks.Load;

/// <summary>A program that trains somewhere and records its run over HTTP.</summary>
internal sealed class RecordingWriter
{
    private const int Metrics = 10;
    private const int StepsInBatch = 10;

    public static readonly IReadOnlyList<string> Names = [.. Enumerable.Range(0, Metrics).Select(metric => $"metric/{metric}")];

    private readonly HttpClient client;
    private readonly int number;
    private readonly Tally tally;
    private readonly Lock gate = new();
    private readonly List<long> sent = [];
    private long sequence;

    private RecordingWriter(HttpClient client, Guid run, int number, Tally tally) => (this.client, Run, this.number, this.tally) = (client, run, number, tally);

    public Guid Run { get; }

    /// <summary>Points that the site has said it has.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The last step of which the site has said that it has its points.</summary>
    public long LastStep => (Acknowledged / Metrics) - 1;

    public static async Task<RecordingWriter> BeginAsync(HttpClient client, int number, Tally tally, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/runs/external", new { name = $"load {number}", format = "fp32", seed = number }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var run = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return new(client, run.RootElement.GetProperty("id").GetGuid(), number, tally);
    }

    /// <summary>Sends the next batch. One that failed is sent again the next time, as a program would.</summary>
    public async Task AppendAsync()
    {
        var first = sequence * StepsInBatch;
        lock (gate)
        {
            if (sent.Count == sequence)
                sent.Add(Stopwatch.GetTimestamp());
        }

        var batch = new
        {
            sequence = sequence + 1,
            metrics = Enumerable.Range(0, StepsInBatch).SelectMany(step => Enumerable.Range(0, Metrics)
                .Select(metric => new { name = Names[metric], step = first + step, value = Value(metric, first + step) })),
            progress = new { step = first + StepsInBatch, totalSteps = 1_000_000 },
        };
        if (!await tally.TakeAsync(async () =>
            {
                using var answer = await client.PostAsJsonAsync($"api/v1/runs/{Run}/records", batch);
                answer.EnsureSuccessStatusCode();
            }))
            return;
        sequence++;
        Acknowledged += Metrics * StepsInBatch;
    }

    /// <summary>How long ago the batches of these steps were sent first.</summary>
    public IReadOnlyList<TimeSpan> Ages(long from, long to)
    {
        var (first, last) = ((int)(from / StepsInBatch), (int)(to / StepsInBatch));
        lock (gate)
            return [.. sent[first..(last + 1)].Select(at => Stopwatch.GetElapsedTime(at))];
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/runs/{Run}/finish", new { status = "Completed" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reads every point back.</summary>
    /// <returns>How many are not there once, in order, with the value that was sent.</returns>
    public async Task<long> CountLostAsync(CancellationToken cancellationToken)
    {
        var right = 0L;
        for (var metric = 0; metric < Metrics; metric++)
        {
            var expected = 0L;
            using var answer = await client.GetAsync($"api/v1/runs/{Run}/metrics.ndjson?name={Uri.EscapeDataString(Names[metric])}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            answer.EnsureSuccessStatusCode();
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
            while (await lines.ReadLineAsync(cancellationToken) is { } line)
            {
                using var point = JsonDocument.Parse(line);
                var step = point.RootElement.GetProperty("step").GetInt64();
                if (step == expected && point.RootElement.GetProperty("value").GetDouble().Equals(Value(metric, step)))
                    right++;
                expected = step + 1;
            }
        }

        return Math.Abs(Acknowledged - right);
    }

    private double Value(int metric, long step) => Math.Sin(number + (metric * 0.7) + (step * 0.01)) / (1 + (step * 0.001));
}
