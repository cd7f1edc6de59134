using Mantissa.Catalogue.Validation;
using Mantissa.Data.Entities;

namespace Mantissa.Data.Dashboards;

/// <summary>A draft breaks a rule; nothing was saved.</summary>
public sealed class DashboardInvalidException(IReadOnlyList<FieldError> errors)
    : RefusedException(errors?.Count == 1 ? errors[0].Message : $"{errors?.Count} fields of the dashboard are wrong: {errors?[0].Message}")
{
    public IReadOnlyList<FieldError> Errors => errors;
}

/// <summary>Somebody else saved the dashboard since it was read; nothing was saved.</summary>
public sealed class DashboardConflictException(Dashboard current)
    : RefusedException($"The dashboard '{current?.Name}' was changed meanwhile: it is at version {current?.Version}. Read it again, then repeat your change.")
{
    /// <summary>As it is now.</summary>
    public Dashboard Current => current;
}

/// <summary>There is no such dashboard.</summary>
public sealed class DashboardNotFoundException(Guid id) : RefusedException($"There is no dashboard {id}. It may have been deleted.")
{
    public Guid Id => id;
}

/// <summary>A link cannot be made as asked.</summary>
public sealed class ShareLinkRefusedException(string message) : RefusedException(message);
