using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>
/// Turns exceptions of API requests into problems: a body or parameter that cannot be read names where, anything unexpected names an id
/// that is in the log, and nothing else about the inside.
/// </summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ErrorId.PathOf(httpContext).StartsWith("/api/", StringComparison.OrdinalIgnoreCase))
            return false;
        var problem = exception is BadHttpRequestException bad ? Explain(bad) : Unexpected(ErrorId.Log(logger, exception, httpContext));
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static ProblemHttpResult Explain(BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException json } => Explain(json),
        _ when Parameter().Match(bad.Message) is { Success: true } match => Problems.Invalid(
            match.Groups["name"].Value, $"'{match.Groups["value"].Value}' cannot be read as {match.Groups["name"].Value}."),
        _ when bad.StatusCode == StatusCodes.Status400BadRequest => Problems.Invalid("body", "The request needs a JSON body."),
        _ => TypedResults.Problem(statusCode: bad.StatusCode),
    };

    /// <summary>Which field of a body is wrong, and how.</summary>
    public static ProblemHttpResult Explain(JsonException json) => Problems.Invalid(FieldOf(json), MessageOf(json));

    private static ProblemHttpResult Unexpected(string id) => TypedResults.Problem(
        statusCode: StatusCodes.Status500InternalServerError,
        title: "Internal error",
        detail: ErrorId.Explain(id),
        extensions: new Dictionary<string, object?> { ["id"] = id });

    /// <summary><c>$.models[0].training</c> is the field <c>models[0].training</c>; the body as a whole is <c>body</c>.</summary>
    private static string FieldOf(JsonException json)
    {
        var path = json.Path?.TrimStart('$').TrimStart('.') ?? "";
        if (Unmapped().Match(json.Message) is { Success: true } unknown)
            path = path.EndsWith(unknown.Groups["name"].Value, StringComparison.Ordinal) ? path : $"{path}.{unknown.Groups["name"].Value}".TrimStart('.');
        return path.Length == 0 ? "body" : path;
    }

    private static string MessageOf(JsonException json)
    {
        if (Unmapped().Match(json.Message) is { Success: true } unknown)
            return $"There is no field '{unknown.Groups["name"].Value}' here.";
        if (json.Message.Contains("Duplicate property", StringComparison.OrdinalIgnoreCase))
            return "The same field is there twice.";
        return json.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? "The value has the wrong type."
            : $"The body is not valid JSON (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}).";
    }

    [GeneratedRegex("""^The JSON property '(?<name>[^']*)' could not be mapped""")]
    private static partial Regex Unmapped();

    [GeneratedRegex("""^Failed to bind parameter "[^"]*?(?<name>\w+)" from "(?<value>[^"]*)"\.""")]
    private static partial Regex Parameter();
}
