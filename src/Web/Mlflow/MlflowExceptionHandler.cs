using Mantissa.Data.Experiments;
using Mantissa.Data.External;
using Mantissa.Data.Files;
using Mantissa.Data.Runs;
using Microsoft.AspNetCore.Diagnostics;

namespace Mantissa.Web.Mlflow;

/// <summary>Answers what went wrong with a request of an MLflow client in MLflow's form: <c>{"error_code", "message"}</c>.</summary>
internal sealed class MlflowExceptionHandler(ILogger<MlflowExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var path = ErrorId.PathOf(httpContext);
        if (!MlflowRoutes.Prefixes.Any(prefix => path.StartsWith(prefix + "/", StringComparison.Ordinal)))
            return false;
        var error = Known(exception) ?? Unexpected(ErrorId.Log(logger, exception, httpContext));
        await TypedResults.Json(new MlflowErrorAnswer(error.Code, error.Message), MlflowJson.Options, statusCode: error.Status).ExecuteAsync(httpContext);
        return true;
    }

    private static MlflowError? Known(Exception exception) => exception switch
    {
        MlflowError error => error,
        RunNotFoundException missing => MlflowError.NoRun(missing.RunId.ToString("N")),
        ParameterSetException or NotExternalException or RunEditException or RunFilePathException or RunFileRefusedException =>
            MlflowError.Invalid(exception.Message),
        ExperimentExistsException => MlflowError.AlreadyThere(exception.Message),
        RunStateException => MlflowError.Bad(exception.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => MlflowError.Invalid("The request has more bytes than it may have."),
        BadHttpRequestException bad => MlflowError.Bad(bad.Message),
        _ => null,
    };

    private static MlflowError Unexpected(string id) => new(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", ErrorId.Explain(id));
}
