using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Mantissa.Web.Api;

/// <summary>
/// Entity tags of JSON answers, made from the bytes that are sent, so that a client that asks again gets 304 while nothing has changed.
/// What people change has its revision in front, and <c>If-Match</c> compares that part alone: a training run's progress changes every
/// second, and must not get in the way of somebody who writes a note.
/// </summary>
internal static class EntityTags
{
    /// <summary>Gives successful answers of a route an <c>ETag</c>, and answers <c>If-None-Match</c>.</summary>
    public static RouteHandlerBuilder WithEntityTag(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var result = await next(invocation);
        while (result is INestedHttpResult nested)
            result = nested.Result;
        return result is IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
            ? Tagged(invocation.HttpContext, value)
            : result;
    });

    /// <summary>The revisions that a request's <c>If-Match</c> allows; <see langword="null"/> for any.</summary>
    public static IReadOnlyCollection<long>? ExpectedRevisions(this HttpRequest request)
    {
        var tags = request.GetTypedHeaders().IfMatch;
        return tags.Count == 0 && request.Headers.IfMatch.Count == 0 || tags.Contains(EntityTagHeaderValue.Any)
            ? null
            : tags.Select(tag => RevisionOf(tag.Tag.AsSpan().Trim('"'))).OfType<long>().ToHashSet();
    }

    private static IResult Tagged(HttpContext context, object value)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options);
        var tag = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        var entityTag = new EntityTagHeaderValue(value is IRevised revised ? $"\"{revised.Revision}-{tag}\"" : $"\"{tag}\"");
        context.Response.Headers.ETag = entityTag.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(entityTag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }

    private static long? RevisionOf(ReadOnlySpan<char> tag) =>
        tag.IndexOf('-') is var dash and > 0 && long.TryParse(tag[..dash], out var revision) ? revision : null;
}
