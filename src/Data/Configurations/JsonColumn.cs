using System.Text.Json;
using System.Text.Json.Serialization;
using Mantissa.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mantissa.Data.Configurations;

/// <summary>Stores a property as <c>jsonb</c>, written as every other process writes it.</summary>
internal static class JsonColumn
{
    /// <summary>As <see cref="CatalogueJson.Options"/>, but a row written by another version may hold members that this one does not know.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property)
        where T : class =>
        property
            .HasConversion(
                new ValueConverter<T, string>(value => Write(value), text => Read<T>(text)),
                new ValueComparer<T>(
                    (left, right) => left == null ? right == null : right != null && Write(left) == Write(right),
                    value => Write(value).GetHashCode(StringComparison.Ordinal),
                    value => value))
            .HasColumnType("jsonb");

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(CatalogueJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
