using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mantissa.Jobs.Logging;

/// <summary>
/// Logs to a <see cref="JsonLinesFile"/>: one JSON object a line, with the message's values as members, and those of what surrounds it, the
/// run for example.
/// </summary>
[ProviderAlias("File")]
internal sealed class JsonLinesLoggerProvider(string path, TimeProvider time) : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonLinesFile file = new(path);
    private IExternalScopeProvider? scopes;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

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
            if (Activity.Current is { } activity)
                json.WriteString("trace", activity.TraceId.ToHexString());
            if (exception is not null)
                json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        file.Append(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    /// <summary>What a message names itself goes before what a scope says under the same name.</summary>
    private void WriteValues(Utf8JsonWriter json, object? state)
    {
        var values = new Dictionary<string, string?>();
        Add(state, values);
        scopes?.ForEachScope(Add, values);
        foreach (var (name, value) in values)
            json.WriteString(name, value);
    }

    private static void Add(object? state, Dictionary<string, string?> values)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> members)
            return;
        foreach (var (name, value) in members)
        {
            if (name != "{OriginalFormat}")
                values.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(name), Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private sealed class CategoryLogger(JsonLinesLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider.scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(category, logLevel, eventId, formatter(state, exception), state, exception);
    }
}
