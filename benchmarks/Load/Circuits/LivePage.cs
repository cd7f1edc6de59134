using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;

namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>An open page of a run: its HTML, and its circuit until the run has ended and every chart shows the last of its points.</summary>
internal sealed class LivePage
{
    private readonly HttpClient client;
    private readonly CookieContainer cookies;
    private readonly RecordingWriter writer;
    private readonly PageTally tally;
    private readonly SeenRun seen;
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LivePage(HttpClient client, CookieContainer cookies, RecordingWriter writer, PageTally tally)
    {
        (this.client, this.cookies, this.writer, this.tally) = (client, cookies, writer, tally);
        seen = new((from, to) =>
        {
            foreach (var age in writer.Ages(from, to))
                tally.Shown.Add(age.TotalSeconds);
        });
    }

    /// <param name="cancellationToken">Ends the patience of its reader, who is then told of the end of the run too late.</param>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var page = new Uri(client.BaseAddress!, $"runs/{writer.Run}");
            using var answer = await client.GetAsync(page, cancellationToken);
            answer.EnsureSuccessStatusCode();
            if (answer.RequestMessage!.RequestUri != page)
                throw new IOException($"A page led elsewhere: {answer.RequestMessage.RequestUri}");
            var markup = PageMarkup.Read(await answer.Content.ReadAsStringAsync(cancellationToken));
            await using var circuit = new Circuit(page, cookies, Render, Call);
            await circuit.OpenAsync(markup, cancellationToken);
            tally.Opened.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            await await Task.WhenAny(over.Task, circuit.Broken).WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or WebSocketException or HubException or IOException or InvalidDataException)
        {
            tally.Opened.Fail(failure.Message);
        }
        catch (OperationCanceledException)
        {
            tally.Opened.Fail(
                $"A page does not show the end of its run: {(seen.Completed ? "completed" : "not completed")}, {seen.Charts} charts up to step {seen.Step} of {writer.LastStep}");
        }
    }

    private void Render(byte[] changes)
    {
        tally.Rendered(changes);
        seen.Render(changes);
        Look();
    }

    private void Call(ScriptCall call)
    {
        tally.Called(call);
        seen.Call(call);
        Look();
    }

    private void Look()
    {
        if (seen.Completed && seen.Charts == RecordingWriter.Names.Count && seen.Step == writer.LastStep)
            over.TrySetResult();
    }
}
