using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mantissa.Web.Api;

/// <summary>The API's description (OpenAPI 3.1) and the page that shows it and tries it out.</summary>
internal static class ApiDescription
{
    private const string Problem = "application/problem+json";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Mantissa";
            document.Info.Description =
                "Submit, watch and compare training runs across number formats. Errors are problem details (RFC 9457); field errors are in `errors`. "
                + "Submissions honour `Idempotency-Key`, answers about one run and lists have an `ETag`, and a client that asks too often is answered 429 with `Retry-After`.";
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var path = "/" + context.Description.RelativePath;
            if (operation.RequestBody?.Content is { } bodies && ApiExamples.Of(context.Description.HttpMethod ?? "", path) is { } example)
            {
                foreach (var body in bodies.Values.OfType<OpenApiMediaType>())
                    body.Example = example.DeepClone();
            }

            AddErrors(operation, context.Description.HttpMethod ?? "", path);
            return Task.CompletedTask;
        });
    });

    /// <summary>From this site's own files, as its content security policy asks for.</summary>
    public static void UseApiPage(this WebApplication app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "api/docs";
        page.DocumentTitle = "Mantissa API";
        page.SwaggerEndpoint("/openapi/v1.json", "Mantissa");
    });

    private static void AddErrors(OpenApiOperation operation, string method, string path)
    {
        var responses = operation.Responses ??= [];
        var writes = method is not "GET";
        if (operation.RequestBody is not null || operation.Parameters is { Count: > 0 })
            responses["400"] = Error(400, "A parameter or field is wrong; `errors` says which", "Invalid request", "A page holds 1 to 500 runs, not 0.", "limit");
        if (path.Contains('{', StringComparison.Ordinal))
            responses["404"] = Error(404, "There is no such thing", "Not found", "There is no run 01900000-0000-7000-8000-000000000000.");
        if (writes)
            responses["409"] = Error(409, "Its state, or an earlier request with the same key, does not allow it", "Conflict", "The run is completed already; there is nothing to cancel.");
        if (writes && path.Contains("{id", StringComparison.Ordinal))
            responses["412"] = Error(412, "It was changed since the `If-Match` tag was read", "Changed meanwhile", "Run 01900000-0000-7000-8000-000000000000 was changed meanwhile.");
        if (operation.RequestBody is not null)
        {
            responses["413"] = Error(413, "The body is larger than it may be", "Payload Too Large", "The body may have at most 1,048,576 bytes.");
            responses["415"] = Error(415, "The body is of another media type", "Unsupported Media Type", "Send JSON, with Content-Type: application/json.");
        }

        responses["429"] = Error(429, "Too many requests; `Retry-After` says when to try again", "Too many requests", "This client sends more requests than it may. Try again in 1 s.");
        responses["500"] = Error(500, "Something failed here; `id` is what the log has it under", "Internal error", "Something failed on the server. Its log has the reason under 4bf92f3577b3.");
    }

    private static OpenApiResponse Error(int status, string description, string title, string detail, string? field = null)
    {
        var example = new JsonObject { ["title"] = title, ["status"] = status, ["detail"] = detail };
        if (field is not null)
            example["errors"] = new JsonObject { [field] = new JsonArray(detail) };
        return new()
        {
            Description = description + ".",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object }, Example = example } },
        };
    }
}
