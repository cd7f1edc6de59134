using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mantissa.Web.Tests.Sites;

/// <summary>Keeps what is logged as an error.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Text, Exception? Error)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error)
            Lines.Enqueue((formatter(state, exception), exception));
    }

    public void Dispose()
    {
    }
}
