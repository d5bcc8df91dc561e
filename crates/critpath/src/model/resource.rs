//! Infrastructure, people and tools.

use crate::model::{Quantity, nouns, words};

words! {
    /// What a resource is.
    pub enum ResourceKind default Human {
        /// Machines, storage, network, security.
        Infrastructure = "infrastructure",
        /// People, by name or role.
        Human = "human",
        /// Software and services that the work is done with.
        Tool = "tool",
        /// Something that is used up.
        Material = "material",
    }
}

nouns! {
    /// Something that the work needs.
    pub struct Resource {
        /// Unique among resources.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// Infrastructure, human, tool or material.
        pub kind: ResourceKind,
        /// What it is for, as written.
        pub description: Option<String>,
        /// Amounts and ranges: vCPUs, memory, storage.
        pub quantities: Vec<Quantity>,
        /// What it names: `Prometheus`, `Grafana`; `SSL certificates`, `firewall rules`.
        pub items: Vec<String>,
        /// Units available at a time; 1 if absent.
        pub capacity: Option<f64>,
        /// Id of its calendar, if not the plan's.
        pub calendar: Option<String>,
        /// Cost of one unit for one hour.
        pub cost_per_hour: Option<f64>,
    }
}
