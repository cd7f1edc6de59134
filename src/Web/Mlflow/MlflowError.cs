namespace Mantissa.Web.Mlflow;

/// <summary>A request of an MLflow client is refused, with one of MLflow's codes and the HTTP status that MLflow gives it.</summary>
internal sealed class MlflowError(int status, string code, string message) : Exception(message)
{
    public int Status => status;
    public string Code => code;

    public static MlflowError NotThere(string message) => new(StatusCodes.Status404NotFound, "RESOURCE_DOES_NOT_EXIST", message);

    public static MlflowError AlreadyThere(string message) => new(StatusCodes.Status400BadRequest, "RESOURCE_ALREADY_EXISTS", message);

    public static MlflowError Invalid(string message) => new(StatusCodes.Status400BadRequest, "INVALID_PARAMETER_VALUE", message);

    public static MlflowError Bad(string message) => new(StatusCodes.Status400BadRequest, "BAD_REQUEST", message);

    public static MlflowError NoEndpoint(string method, string path) =>
        new(StatusCodes.Status404NotFound, "ENDPOINT_NOT_FOUND", $"There is no endpoint {method} {path} here; docs/recording.md lists those that are.");

    public static MlflowError NoRun(string id) => NotThere($"There is no run with id '{id}'.");

    public static MlflowError NoExperiment(string id) => NotThere($"There is no experiment with id '{id}'.");
}
