using Mantissa.Catalogue.Validation;
using Mantissa.Data.Querying;
using Mantissa.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>Answers that say what is wrong, as problem details.</summary>
internal static class Problems
{
    public static ProblemHttpResult NotFound(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: detail);

    /// <summary>A parameter names something that is not there.</summary>
    public static ProblemHttpResult NotFound(string parameter, string message) => TypedResults.Problem(
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { [parameter] = [message] })
        {
            Status = StatusCodes.Status404NotFound,
            Title = "Not found",
            Detail = message,
        });

    public static ProblemHttpResult NoRun(Guid id) => NotFound($"There is no run {id}.");

    public static ProblemHttpResult Conflict(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "Conflict", detail: detail);

    /// <summary>The object is not as the caller last saw it.</summary>
    public static ProblemHttpResult Changed(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status412PreconditionFailed, title: "Changed meanwhile", detail: detail);

    /// <summary>The request would overwrite whatever is there, and does not say that it means to.</summary>
    public static ProblemHttpResult Unconditional(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status428PreconditionRequired, title: "Which version?", detail: detail);

    /// <summary>What a bare status means for this request; <see langword="null"/> when it speaks for itself.</summary>
    public static string? Explain(HttpRequest request, int? status) => status switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{request.Path} does not take {request.Method}.",
        StatusCodes.Status413PayloadTooLarge => $"The body may have at most {LargestBody(request):N0} bytes.",
        StatusCodes.Status414UriTooLong => AddressLimit.Explanation,
        StatusCodes.Status415UnsupportedMediaType when request.Path.StartsWithSegments(DatasetsApi.Route, StringComparison.OrdinalIgnoreCase) =>
            "Send multipart/form-data, with the files as parts named 'file'.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with Content-Type: application/json.",
        _ => null,
    };

    private static long LargestBody(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? HostingSetup.LargestBody;

    /// <summary>One parameter or field is wrong.</summary>
    public static ProblemHttpResult Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>A query cannot be understood; where is also there for programs.</summary>
    public static ProblemHttpResult Syntax(string parameter, QuerySyntaxException error)
    {
        var problem = Invalid(parameter, error.Message);
        problem.ProblemDetails.Extensions["position"] = error.Position;
        problem.ProblemDetails.Extensions["length"] = error.Length;
        return problem;
    }

    public static ProblemHttpResult Invalid(IReadOnlyList<FieldError> errors) =>
        Invalid(errors.GroupBy(error => error.Field).ToDictionary(group => group.Key, group => group.Select(error => error.Message).ToArray()));

    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => TypedResults.Problem(new HttpValidationProblemDetails(errors)
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "Invalid request",
        Detail = errors.Count == 1 ? errors.Values.First()[0] : $"{errors.Count} fields are wrong; see 'errors'.",
    });
}
