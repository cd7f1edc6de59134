using Mantissa.Catalogue;
using Mantissa.Data.Experiments;
using Mantissa.Data.External;
using Mantissa.Data.Runs;
using Mantissa.Web.Api.Resources;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Api.Recording;

/// <summary>Record runs that are made elsewhere.</summary>
internal static class RecordingApi
{
    public static void MapRecording(this IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Recording");
        runs.MapPost("/external", CreateAsync).Records().Audited().WithSummary("Begin to record a run that is made elsewhere")
            .WithDescription("It is running and at attempt 1. No worker ever takes it. A program that falls silent for longer than heartbeatTimeoutSeconds loses it: "
                + "the run is Failed, and goes on as soon as its program is heard from.");
        runs.MapGet("/{id:guid}/records", StateAsync).Reads().WithSummary("Where the recording of a run stands");
        runs.MapPost("/{id:guid}/records", AppendAsync).Records().WithSummary("Append metrics, pictures, log lines and small files")
            .WithDescription("Batches of an attempt are numbered from 1 without gaps. The same sequence again changes nothing and answers the same. "
                + $"A batch has at most {RecordingRules.MostMetrics:N0} metrics, {RecordingRules.MostLogLines:N0} log lines, {RecordingRules.MostFiles} pictures, {RecordingRules.MostFiles} files, "
                + $"and {RecordingRules.LargestBatch >> 20} MiB of JSON.")
            .WithMetadata(new RequestSizeLimitAttribute(RecordingRules.LargestBatch));
        runs.MapPost("/{id:guid}/heartbeat", HeartbeatAsync).Records().WithSummary("Say that the program is alive; appending says so too");
        runs.MapPost("/{id:guid}/finish", FinishAsync).Records().WithSummary("End the run");
        runs.MapPost("/{id:guid}/resume", ResumeAsync).Records().WithSummary("Continue the run as a new attempt")
            .WithDescription("The attempt before can no longer write. With afterSequence, what its later batches recorded is discarded.");
    }

    private static async Task<Results<Created<RunResource>, Ok<RunResource>, ProblemHttpResult>> CreateAsync(
        ExternalRunRequest run, [FromHeader(Name = IdempotencyHeader.Name)] string? idempotencyKey,
        ExternalRunStore store, ExperimentStore experiments, RunResources resources, HttpRequest request, CancellationToken cancellationToken)
    {
        if (IdempotencyHeader.Problem(idempotencyKey) is { } problem)
            return Problems.Invalid(IdempotencyHeader.Name, problem);
        if (RecordingRules.Check(run) is { Count: > 0 } errors)
            return Problems.Invalid(errors);
        var experiment = run.Experiment is { } name ? (await experiments.EnsureAsync(name, cancellationToken)).Id : Data.Entities.Experiment.Default;
        try
        {
            var created = await store.CreateAsync(
                new(SpecificationOf(run), experiment, TimeSpan.FromSeconds(run.HeartbeatTimeoutSeconds)) { StartedAt = run.StartedAt?.ToUniversalTime() },
                idempotencyKey, cancellationToken);
            var resource = await resources.OfAsync(created.Value, request.Site(), cancellationToken);
            return created.Replayed ? TypedResults.Ok(resource) : TypedResults.Created($"/api/v1/runs/{resource.Id}", resource);
        }
        catch (Exception conflict) when (conflict is IdempotencyConflictException or IdempotencyGoneException)
        {
            return Problems.Conflict(conflict.Message);
        }
    }

    private static RunSpecification SpecificationOf(ExternalRunRequest run) => new()
    {
        Name = string.IsNullOrWhiteSpace(run.Name) ? NameOf(run) : run.Name,
        Model = run.Model,
        Format = run.Format,
        Dataset = run.Dataset,
        Training = run.Parameters,
        Seed = run.Seed,
        Device = "",
        Queue = NewExternalRun.Queue,
        Tags = run.Tags,
        Notes = run.Notes,
    };

    private static string NameOf(ExternalRunRequest run) =>
        string.Join(" · ", new[] { run.Model, run.Format, run.Dataset }.Where(part => part.Length > 0).DefaultIfEmpty("External run"));

    private static Task<Results<Ok<RecordingResource>, ProblemHttpResult>> StateAsync(
        Guid id, ExternalRunStore store, CancellationToken cancellationToken) =>
        RecordingProblems.AnswerAsync(async () => Of(await store.StateAsync(id, cancellationToken)));

    private static async Task<Results<Ok<RecordingResource>, ProblemHttpResult>> AppendAsync(
        Guid id, RecordsRequest records, ExternalRunStore store, TimeProvider time, CancellationToken cancellationToken) =>
        RecordingRules.Check(records) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : await RecordingProblems.AnswerAsync(async () =>
                Of(await store.AppendAsync(id, records.Attempt, RecordingBatch.Of(records, time.GetUtcNow()), cancellationToken)));

    private static async Task<Results<Ok<RecordingResource>, ProblemHttpResult>> HeartbeatAsync(
        Guid id, HeartbeatRequest heartbeat, ExternalRunStore store, CancellationToken cancellationToken) =>
        RecordingRules.Check(heartbeat.Progress) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : await RecordingProblems.AnswerAsync(async () =>
                Of(await store.HeartbeatAsync(id, heartbeat.Attempt, RecordingBatch.Of(heartbeat.Progress), cancellationToken)));

    private static async Task<Results<Ok<RecordingResource>, ProblemHttpResult>> FinishAsync(
        Guid id, FinishRequest finish, ExternalRunStore store, CancellationToken cancellationToken) =>
        RecordingRules.Check(finish) is { Count: > 0 } errors
            ? Problems.Invalid(errors)
            : await RecordingProblems.AnswerAsync(async () =>
            {
                await store.FinishAsync(id, finish.Attempt, finish.Status, finish.Reason, finishedAt: null, cancellationToken);
                return Of(await store.StateAsync(id, cancellationToken));
            });

    private static Task<Results<Ok<RecordingResource>, ProblemHttpResult>> ResumeAsync(
        Guid id, ResumeRequest resume, ExternalRunStore store, CancellationToken cancellationToken) =>
        RecordingProblems.AnswerAsync(async () =>
        {
            await store.ResumeAsync(id, resume.AfterSequence, cancellationToken);
            return Of(await store.StateAsync(id, cancellationToken));
        });

    private static RecordingResource Of(RecordingState state) => new(state.Attempt, state.Sequence, state.Status, state.CancelRequested);
}
