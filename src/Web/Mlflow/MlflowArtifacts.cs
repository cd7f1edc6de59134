using Mantissa.Data.Files;
using Mantissa.Data.Runs;
using Mantissa.Web.Api;
using Mantissa.Web.Hosting;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Mantissa.Web.Mlflow;

/// <summary>Artifacts: the files of a run, streamed through this server under <c>mlflow-artifacts:/EXPERIMENT/RUN/artifacts/…</c>.</summary>
internal static class MlflowArtifacts
{
    public static void MapMlflowArtifacts(this IEndpointRouteBuilder server, WebSettings settings)
    {
        server.MapGet("/mlflow/artifacts/list", ListOfRunAsync).Reads();
        var artifacts = server.MapGroup("/mlflow-artifacts/artifacts");
        artifacts.MapGet("/", ListAsync).Reads();
        artifacts.MapGet("/{**path}", GetAsync).Reads();
        artifacts.MapPut("/{**path}", PutAsync).Records().WithMetadata(new RequestSizeLimitAttribute(settings.UploadBytes));
        artifacts.MapDelete("/{**path}", DeleteAsync).Records();
    }

    /// <summary>Paths are relative to the run's own folder.</summary>
    private static async Task<IResult> ListOfRunAsync(MlflowCall call, RunStore runs, RunFileStore files, CancellationToken cancellationToken)
    {
        var run = await MlflowRunCalls.RequireAsync(call, runs, cancellationToken);
        var folder = RunFilePath.RequireFolder(call.Text("path"));
        var entries = await files.ListFolderAsync(run.Id, folder, cancellationToken);
        return MlflowJson.Answer(new
        {
            RootUri = MlflowIds.ArtifactsOf(run),
            Files = entries.Select(entry => Of(entry, folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}")).ToList(),
        });
    }

    /// <summary>Paths are relative to the folder that is asked for.</summary>
    private static async Task<IResult> ListAsync(MlflowCall call, RunFileStore files, CancellationToken cancellationToken)
    {
        var (run, folder) = MlflowArtifactPath.Read(call.Text("path") ?? "");
        var entries = await files.ListFolderAsync(run, folder, cancellationToken);
        return MlflowJson.Answer(new { Files = entries.Select(entry => Of(entry, entry.Name)).ToList() });
    }

    private static async Task<IResult> GetAsync(string path, RunFileStore files, HttpResponse response, CancellationToken cancellationToken)
    {
        var (run, inside) = MlflowArtifactPath.Read(path);
        return await files.FindAsync(run, inside, cancellationToken) is { } file
            ? RunFilesApi.Download(file, files, response, cancellationToken)
            : throw MlflowError.NotThere($"There is no artifact '{path}'.");
    }

    private static async Task<IResult> PutAsync(
        string path, HttpRequest request, RunStore runs, RunFileStore files, WebSettings settings, CancellationToken cancellationToken)
    {
        var (run, file) = MlflowArtifactPath.Read(path);
        await RequireExternalAsync(run, runs, cancellationToken);
        await files.WriteAsync(run, file, request.Body, settings.UploadBytes, cancellationToken);
        return MlflowJson.Done();
    }

    private static async Task<IResult> DeleteAsync(string path, RunStore runs, RunFileStore files, CancellationToken cancellationToken)
    {
        var (run, file) = MlflowArtifactPath.Read(path);
        await RequireExternalAsync(run, runs, cancellationToken);
        return await files.DeleteAsync(run, file, cancellationToken) ? MlflowJson.Done() : throw MlflowError.NotThere($"There is no artifact '{path}'.");
    }

    private static async Task RequireExternalAsync(Guid id, RunStore runs, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(id, cancellationToken) ?? throw MlflowError.NoRun(MlflowIds.Of(id));
        if (!run.External)
            throw new Data.External.NotExternalException(id);
    }

    private static MlflowFile Of(RunFolderEntry entry, string path) => new(path, entry.IsFolder, entry.Size);
}
