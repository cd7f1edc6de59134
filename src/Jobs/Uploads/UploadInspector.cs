using System.Text.Json;
using Mantissa.Data.Entities;
using Mantissa.Data.Uploads;
using Mantissa.Jobs.Execution;
using Mantissa.Jobs.Hosting;
using Mantissa.Training;
using Mantissa.Training.Datasets.Uploads;
using Npgsql;

namespace Mantissa.Jobs.Uploads;

/// <summary>
/// Looks at uploads with the readers that runs use, beside whatever else this worker does. The site never opens them: a picture that
/// crashes a decoder costs a worker, which another one replaces.
/// </summary>
internal sealed class UploadInspector(
    NpgsqlDataSource database, UploadInspections inspections, UploadCache uploads, TrainingEnvironment environment, WorkerIdentity worker,
    CurrentRun current, TimeProvider time, ILogger<UploadInspector> log) : BackgroundService
{
    private const int BrokenListed = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(3);

    // A signal that is lost, or another worker that died, costs as much.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (DatabaseFailure.IsTemporary(e))
            {
                LogMessages.DatabaseAway(log, e.Message);
                await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"listen {UploadInspections.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        while (true)
        {
            while (await inspections.ClaimAsync(worker.Id, Lease, stoppingToken) is { } claim)
                await InspectAsync(claim, stoppingToken);
            await uploads.SweepAsync(stoppingToken);
            await connection.WaitAsync(Interval, stoppingToken);
        }
    }

    private async Task InspectAsync(ClaimedUpload claim, CancellationToken stoppingToken)
    {
        LogMessages.Inspecting(log, claim.Id, claim.Attempt);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var keeping = KeepAsync(claim, stop);
        try
        {
            var report = await Task.Factory.StartNew(() => Look(claim.Id, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await inspections.AcceptAsync(claim, Describe(report), Preview(claim.Id, report.Preview), stoppingToken);
            LogMessages.Inspected(log, claim.Id, "ready");
        }
        catch (TrainingInputException refusal)
        {
            await RejectAsync(claim, refusal.Message, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(Goodbye);
            await inspections.ReleaseAsync(claim, patience.Token);
            throw;
        }
        catch (OperationCanceledException)
        {
            // Its lease was lost; another worker looks at it.
        }
        catch (Exception failure) when (failure is IOException || !DatabaseFailure.IsTemporary(failure))
        {
            // The machine's fault perhaps: its lease runs out, and somebody tries again.
            LogMessages.InspectionFailed(log, failure, claim.Id);
            if (claim.Attempt >= UploadInspections.MaximumAttempts)
                await RejectAsync(claim, $"It could not be looked at: {failure.Message}", stoppingToken);
        }
        finally
        {
            await stop.CancelAsync();
            await keeping;
        }
    }

    /// <summary>A run in training keeps the other processors.</summary>
    private Training.Datasets.Uploads.UploadReport Look(Guid id, CancellationToken cancellationToken)
    {
        static void Ignore(string message)
        {
            // What is worth telling is in the report.
        }

        var files = uploads.Open(id, Ignore, cancellationToken);
        return UploadInspection.Inspect(files, current.Id is null ? environment : environment with { Threads = 1 }, Ignore, cancellationToken);
    }

    private async Task RejectAsync(ClaimedUpload claim, string reason, CancellationToken cancellationToken)
    {
        await inspections.RejectAsync(claim, reason, cancellationToken);
        LogMessages.Inspected(log, claim.Id, $"rejected: {reason}");
    }

    private async Task KeepAsync(ClaimedUpload claim, CancellationTokenSource stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Lease / 3, time);
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await inspections.ExtendAsync(claim, Lease, stop.Token))
                    await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Done, or no longer ours.
        }
        catch (Exception e) when (DatabaseFailure.IsTemporary(e))
        {
            LogMessages.DatabaseAway(log, e.Message);
        }
    }

    private static Data.Uploads.UploadReport Describe(Training.Datasets.Uploads.UploadReport found) => new(
        JsonNamingPolicy.CamelCase.ConvertName(found.Kind.ToString()),
        found.Channels,
        found.Sides.Smallest,
        found.Sides.Largest,
        [.. found.Classes.Select(c => new UploadedClass(c.Name, c.Train, c.Test))],
        [.. found.Broken.Take(BrokenListed)]);

    private static UploadedPreview Preview(Guid set, SampleImage image) =>
        new() { SetId = set, Width = image.Width, Height = image.Height, Content = image.Png.ToArray() };
}
