using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Mantissa.Benchmarks.Load.Circuits;

/// <summary>
/// The browser's side of an open page, without the browser: it says over the page's web socket what a browser says. It acknowledges every batch
/// of changes to the page and answers every call to a script, so the site renders and keeps all that it would.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    /// <summary>The kind of answer to a call that is an object which stays in the browser.</summary>
    private const int ObjectReference = 1;

    private readonly Uri page;
    private readonly HubConnection connection;
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte[]> blocks = [];
    private long objects;

    /// <param name="page">Address of the page.</param>
    /// <param name="cookies">What its HTML was asked for with.</param>
    /// <param name="rendered">Told every batch of changes to the page, one after another.</param>
    /// <param name="called">Told every call to a script, in the same order.</param>
    public Circuit(Uri page, CookieContainer cookies, Action<byte[]> rendered, Action<ScriptCall> called)
    {
        this.page = page;
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.Cookies = cookies;
            options.Headers["Origin"] = page.GetLeftPart(UriPartial.Authority);
        });
        builder.Services.AddSingleton<IHubProtocol, BlazorPack>();
        connection = builder.Build();
        connection.On<long, byte[]>("JS.RenderBatch", (batch, changes) =>
        {
            rendered(changes);
            return connection.SendAsync("OnRenderCompleted", batch, null);
        });
        connection.On<int, byte[]>("JS.ReceiveByteArray", (_, block) => blocks.Add(block));
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, function, arguments, result, target, _) =>
        {
            called(new(function, target, arguments, blocks));
            blocks.Clear();
            return call == 0 ? Task.CompletedTask : AnswerAsync(call, result);
        });
        connection.On<string>("JS.Error", error => broken.TrySetException(new IOException($"A page failed: {error}")));
        connection.On<long>("JS.EndUpdateRootComponents", _ => opened.TrySetResult());
        connection.Closed += error =>
        {
            broken.TrySetException(new IOException("A page lost its connection.", error));
            return Task.CompletedTask;
        };
    }

    /// <summary>Fails when the page does; it never ends otherwise.</summary>
    public Task Broken => broken.Task;

    /// <summary>Comes back when the page answers to its reader.</summary>
    /// <exception cref="IOException">The site does not take the page.</exception>
    public async Task OpenAsync(PageMarkup markup, CancellationToken cancellationToken)
    {
        await connection.StartAsync(cancellationToken);
        var site = page.GetLeftPart(UriPartial.Authority) + "/";
        if (await connection.InvokeAsync<string?>("StartCircuit", site, page.AbsoluteUri, "[]", "", cancellationToken) is null)
            throw new IOException("The site did not take a page.");
        await connection.SendAsync("UpdateRootComponents", markup.Components, markup.State, cancellationToken);
        await await Task.WhenAny(opened.Task, broken.Task).WaitAsync(cancellationToken);
    }

    private Task AnswerAsync(long call, int result)
    {
        var answer = result == ObjectReference ? $$"""{"__jsObjectId":{{++objects}}}""" : "null";
        return connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{answer}]");
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();

        // Leaving is no failure, and nobody waits to hear of one any more.
        _ = broken.Task.Exception;
    }
}
