using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mantissa.Jobs.Logging;

/// <summary>Logs to a <see cref="JsonLinesFile"/>: one JSON object a line, with the message's values as members.</summary>
[ProviderAlias("File")]
internal sealed class JsonLinesLoggerProvider(string path, TimeProvider time) : ILoggerProvider, IAsyncDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonLinesFile file = new(path);

    public ILogger CreateLogger(string categoryName) => new CategoryLogger(this, categoryName);

    public ValueTask DisposeAsync() => file.DisposeAsync();

    public void Dispose() => file.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(2));

    private void Write(string category, LogLevel level, EventId id, string message, object? state, Exception? exception)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow());
            json.WriteString("level", level.ToString());
            json.WriteString("category", category);
            if (id.Name is { } name)
                json.WriteString("event", name);
            json.WriteString("message", message);
            WriteValues(json, state);
            if (exception is not null)
                json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        file.Append(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static void WriteValues(Utf8JsonWriter json, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;
        foreach (var (name, value) in values)
        {
            if (name != "{OriginalFormat}")
                json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(name), Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private sealed class CategoryLogger(JsonLinesLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(category, logLevel, eventId, formatter(state, exception), state, exception);
    }
}
